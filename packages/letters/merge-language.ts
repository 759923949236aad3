/**
 * Merge fields: `{{ lead.first_name | default: "there" }}` and `{{#if lead.title}}…{{else}}…{{/if}}`, and nothing else. A text
 * is read once into a tree; what fields are filled with never comes near this reader.
 */

export const MERGE_ROOTS = ['lead', 'company', 'sender', 'asset', 'organisation', 'links'] as const
type MergeRoot = (typeof MERGE_ROOTS)[number]

export interface MergePath {
  readonly root: MergeRoot
  readonly name: string
}

export type MergeNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly path: MergePath; readonly fallback: string | null }
  | {
      readonly kind: 'if'
      readonly path: MergePath
      /** What stands there where the field is known. */
      readonly known: readonly MergeNode[]
      readonly otherwise: readonly MergeNode[]
    }

export interface MergeProblem {
  /** Where in the text, counted in UTF-16 units. */
  readonly offset: number
  readonly message: string
}

export interface MergeTree {
  readonly nodes: readonly MergeNode[]
  readonly problems: readonly MergeProblem[]
}

const DEPTH_MAX = 8
/** Of what stands between the braces. */
const TAG_MAX = 300

const PATH = `(${MERGE_ROOTS.join('|')})\\.([a-z][a-z0-9_]{0,63})`
const VALUE = new RegExp(`^${PATH}(?:\\s*\\|\\s*default:\\s*["“”]([^"“”{}\\r\\n]{0,200})["“”])?$`)
const IF = new RegExp(`^#if\\s+${PATH}$`)

type Tag =
  | { readonly kind: 'value'; readonly path: MergePath; readonly fallback: string | null }
  | { readonly kind: 'if'; readonly path: MergePath }
  | { readonly kind: 'else' | 'end' }

/** A condition that is still open: what it tests, and the branches as far as they were read. */
interface Open {
  readonly path: MergePath
  readonly offset: number
  readonly known: MergeNode[]
  readonly otherwise: MergeNode[]
  isElse: boolean
}

/** Total: what cannot be read stays as text, and is a problem. */
export function readMerge(source: string): MergeTree {
  const problems: MergeProblem[] = []
  const top: MergeNode[] = []
  const open: Open[] = []
  const into = () => {
    const innermost = open.at(-1)
    return innermost ? (innermost.isElse ? innermost.otherwise : innermost.known) : top
  }
  const literal = (text: string) => {
    if (text !== '') into().push({ kind: 'text', text })
  }
  let at = 0
  for (;;) {
    const begin = source.indexOf('{{', at)
    if (begin === -1) break
    literal(source.slice(at, begin))
    const found = tagAt(source, begin)
    const fault = 'fault' in found ? found.fault : faultIn(found.tag, open)
    if ('fault' in found || fault !== null) {
      problems.push({ offset: begin, message: fault ?? '' })
      literal('{{')
      at = begin + 2
      continue
    }
    place(found.tag, begin, open, into)
    at = found.end
  }
  literal(source.slice(at))
  while (open.length > 0) {
    problems.push({ offset: open.at(-1)!.offset, message: 'The condition is never ended with {{/if}}' })
    close(open, into)
  }
  return { nodes: top, problems }
}

function tagAt(
  source: string,
  begin: number,
): { readonly tag: Tag; readonly end: number } | { readonly fault: string } {
  const window = source.slice(begin + 2, begin + 2 + TAG_MAX)
  const length = window.indexOf('}}')
  if (length === -1) return { fault: 'A merge field begins with {{ and is not ended with }}' }
  const inside = window.slice(0, length).trim()
  const tag = readTag(inside)
  if (tag) return { tag, end: begin + 2 + length + 2 }
  return {
    fault:
      `“${inside.slice(0, 60)}” is no merge field; they look like {{ lead.first_name | default: "there" }} ` +
      'or {{#if lead.title}}…{{else}}…{{/if}}',
  }
}

function readTag(inside: string): Tag | null {
  if (inside === 'else') return { kind: 'else' }
  if (inside === '/if') return { kind: 'end' }
  const value = VALUE.exec(inside)
  if (value) return { kind: 'value', path: pathOf(value), fallback: value[3] ?? null }
  const condition = IF.exec(inside)
  return condition ? { kind: 'if', path: pathOf(condition) } : null
}

function pathOf(match: RegExpExecArray): MergePath {
  return { root: match[1] as MergeRoot, name: match[2]! }
}

function faultIn(tag: Tag, open: readonly Open[]): string | null {
  const innermost = open.at(-1)
  if (tag.kind === 'if' && open.length >= DEPTH_MAX) return `Conditions stand at most ${DEPTH_MAX} deep`
  if (tag.kind === 'end' && !innermost) return '{{/if}} ends no condition'
  if (tag.kind === 'else' && !innermost) return '{{else}} stands outside of a condition'
  if (tag.kind === 'else' && innermost!.isElse) return 'The condition has {{else}} already'
  return null
}

function place(tag: Tag, offset: number, open: Open[], into: () => MergeNode[]): void {
  if (tag.kind === 'value') into().push(tag)
  else if (tag.kind === 'if') open.push({ path: tag.path, offset, known: [], otherwise: [], isElse: false })
  else if (tag.kind === 'else') open.at(-1)!.isElse = true
  else close(open, into)
}

function close(open: Open[], into: () => MergeNode[]): void {
  const { path, known, otherwise } = open.pop()!
  into().push({ kind: 'if', path, known, otherwise })
}

/** Every field that a tree asks for, with where it is shown and where it is only tested. */
export function fieldsIn(nodes: readonly MergeNode[]): readonly {
  readonly path: MergePath
  readonly use: 'shown' | 'tested'
  readonly fallback: string | null
}[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'text') return []
    if (node.kind === 'value') return [{ path: node.path, use: 'shown' as const, fallback: node.fallback }]
    const tested = { path: node.path, use: 'tested' as const, fallback: null }
    // What is shown where it is known needs no default.
    const known = fieldsIn(node.known).map((field) =>
      isSame(field.path, node.path) ? { ...field, fallback: field.fallback ?? '' } : field,
    )
    return [tested, ...known, ...fieldsIn(node.otherwise)]
  })
}

function isSame(a: MergePath, b: MergePath): boolean {
  return a.root === b.root && a.name === b.name
}

/** Names of the fields that a text asks for, such as `lead.first_name`. */
export function mergeFieldsOf(source: string): readonly string[] {
  const names = fieldsIn(readMerge(source).nodes).map(({ path }) => `${path.root}.${path.name}`)
  return [...new Set(names)]
}
