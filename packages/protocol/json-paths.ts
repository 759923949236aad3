/**
 * A tiny language for places in JSON: `a.b[0].c`, `["a key"]`, and `list[name=email].value` for lists of names and values as
 * advertising platforms send them. `$.` begins at the whole document where a path is otherwise read in one item of a list.
 */

export type Step =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  /** The first item of a list whose `key` reads `equals`. */
  | { readonly kind: 'where'; readonly key: string; readonly equals: string }

export interface Path {
  /** True: from the whole document, wherever it is read. */
  readonly fromRoot: boolean
  readonly steps: readonly Step[]
}

/** What is wrong with a text that should be a path, and where. */
export interface PathProblem {
  readonly problem: string
}

const PATH_LENGTH_MAX = 300
const INDEX_MAX = 100_000

const NAME = /[^.[\]"=\s][^.[\]"=]*/y
const INDEX = /\[(\d{1,6})\]/y
const QUOTED = /\[("(?:[^"\\]|\\.)*")\]/y
const WHERE = /\[([^\]="[]+)=("(?:[^"\\]|\\.)*"|[^\]"]*)\]/y

export function parsePath(text: string): Path | PathProblem {
  if (text.length > PATH_LENGTH_MAX)
    return { problem: `a path takes at most ${PATH_LENGTH_MAX} characters, this has ${text.length}` }
  const fromRoot = text === '$' || text.startsWith('$.') || text.startsWith('$[')
  const steps: Step[] = []
  let at = fromRoot ? 1 : 0
  while (at < text.length) {
    const step = stepAt(text, at, steps.length === 0 && !fromRoot)
    if (!step)
      return {
        problem: `at character ${at + 1} of “${text}”: found “${text.slice(at, at + 12)}”, expected .name, [0], ["a key"] or [name=value]`,
      }
    steps.push(step.step)
    at = step.end
  }
  if (steps.length === 0 && !fromRoot) return { problem: 'the path is empty' }
  return { fromRoot, steps }
}

function stepAt(text: string, at: number, isFirst: boolean): { step: Step; end: number } | null {
  if (text[at] === '[') return bracketAt(text, at)
  const begin = isFirst ? at : text[at] === '.' ? at + 1 : -1
  const name = begin < 0 ? null : match(NAME, text, begin)
  return name && { step: { kind: 'name', name: name[0].trimEnd() }, end: begin + name[0].length }
}

function bracketAt(text: string, at: number): { step: Step; end: number } | null {
  const index = match(INDEX, text, at)
  if (index) return { step: { kind: 'index', index: Number(index[1]) }, end: at + index[0].length }
  const quoted = match(QUOTED, text, at)
  if (quoted) {
    const name = unquoted(quoted[1]!)
    return name === null ? null : { step: { kind: 'name', name }, end: at + quoted[0].length }
  }
  const where = match(WHERE, text, at)
  if (!where) return null
  const equals = where[2]!.startsWith('"') ? unquoted(where[2]!) : where[2]!.trim()
  return equals === null
    ? null
    : { step: { kind: 'where', key: where[1]!.trim(), equals }, end: at + where[0].length }
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function unquoted(text: string): string | null {
  try {
    return JSON.parse(text) as string
  } catch {
    return null
  }
}

/** Undefined where there is nothing. */
export function valueAt(value: unknown, steps: readonly Step[]): unknown {
  let here = value
  for (const step of steps) here = inside(here, step)
  return here
}

function inside(value: unknown, step: Step): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  switch (step.kind) {
    case 'name':
      return Object.hasOwn(value, step.name) ? (value as Record<string, unknown>)[step.name] : undefined
    case 'index':
      return Array.isArray(value) ? value[step.index] : undefined
    case 'where':
      return Array.isArray(value) ? value[positionOf(value, step)] : undefined
    default:
      return step satisfies never
  }
}

function positionOf(list: readonly unknown[], { key, equals }: Step & { kind: 'where' }): number {
  return list.findIndex((item) => {
    const found = inside(item, { kind: 'name', name: key })
    return (typeof found === 'string' || typeof found === 'number') && String(found) === equals
  })
}

/** The same document with another value at that place; objects on the way are made where they are missing. */
export function withValue(document: unknown, steps: readonly Step[], value: unknown): unknown {
  const [step, ...rest] = steps
  if (!step) return value
  const next = (here: unknown) => withValue(here, rest, value)
  if (step.kind === 'name') {
    const before = isObject(document) ? document : {}
    return { ...before, [step.name]: next(inside(before, step)) }
  }
  const list = Array.isArray(document) ? (document as readonly unknown[]) : []
  const at = step.kind === 'index' ? Math.min(step.index, INDEX_MAX) : positionOf(list, step)
  return at < 0 || at >= list.length ? list : list.with(at, next(list[at]))
}

/** The same document without what is at that place. */
export function withoutValue(document: unknown, steps: readonly Step[]): unknown {
  const last = steps.at(-1)
  const holder = valueAt(document, steps.slice(0, -1))
  if (!last || valueAt(holder, [last]) === undefined) return document
  const kept = Array.isArray(holder)
    ? holder.filter((_, index) => index !== (last.kind === 'where' ? positionOf(holder, last) : at(last)))
    : Object.fromEntries(
        Object.entries(holder as object).filter(([name]) => last.kind !== 'name' || name !== last.name),
      )
  return withValue(document, steps.slice(0, -1), kept)
}

function at(step: Step): number {
  return step.kind === 'index' ? step.index : -1
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Keys by which items of such lists are called, and those that hold what is said. */
const CALLED = ['column_id', 'name', 'key', 'field', 'question', 'questionId', 'label'] as const
const SAID = /^(value|values|string_value|answer|answers|answerDetails|text)$/

/**
 * The path to a place that somebody points at. In lists of names and values it goes by the name, so that it holds when the
 * order changes.
 *
 * @param place keys and positions from the document on
 */
export function pathTo(document: unknown, place: readonly (string | number)[]): string {
  let here = document
  let text = ''
  for (const key of place) {
    const step = stepTo(here, key)
    text += written(step, text === '')
    here = inside(here, typeof key === 'number' ? { kind: 'index', index: key } : { kind: 'name', name: key })
  }
  return text
}

function stepTo(here: unknown, key: string | number): Step {
  if (typeof key === 'string') return { kind: 'name', name: key }
  const list = Array.isArray(here) ? (here as readonly unknown[]) : []
  const item = list[key]
  if (isObject(item) && Object.keys(item).some((name) => SAID.test(name))) {
    for (const name of CALLED) {
      const equals = item[name]
      if (typeof equals !== 'string' || equals === '' || equals.length > 100) continue
      const step = { kind: 'where', key: name, equals } as const
      if (positionOf(list, step) === key) return step
    }
  }
  return { kind: 'index', index: key }
}

function written(step: Step, isFirst: boolean): string {
  switch (step.kind) {
    case 'name':
      if (!/^[\w-]+$/.test(step.name)) return `[${JSON.stringify(step.name)}]`
      return isFirst ? step.name : `.${step.name}`
    case 'index':
      return `[${step.index}]`
    case 'where':
      return `[${step.key}=${/^[\w .:-]+$/.test(step.equals) ? step.equals : JSON.stringify(step.equals)}]`
    default:
      return step satisfies never
  }
}
