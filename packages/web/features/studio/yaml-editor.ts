/**
 * The text editor of the file. It lives in a shadow root, where its styles are constructed sheets: the content security policy
 * allows no style elements.
 */
import {
  autocompletion,
  closeBrackets,
  type Completion,
  type CompletionContext,
} from '@codemirror/autocomplete'
import { defaultKeymap, indentWithTab } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint'
import { EditorState, type Text } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import type { Catalogue, Problem } from '@baton/engine'
import { tags } from '@lezer/highlight'
import { completionsAt } from './yaml-completion.ts'

/** A problem as the editor shows it. */
export type ShownProblem = Omit<Problem, 'code' | 'path'>

export interface YamlEditor {
  /** Shows a text that came from elsewhere, and what is wrong with it. */
  show(text: string, problems: readonly ShownProblem[]): void
  /** Lines count from 1. */
  reveal(line: number): void
  close(): void
}

export interface YamlEditorOptions {
  readonly text: string
  readonly catalogue: Catalogue
  readonly readOnly: boolean
  /** For who listens. */
  readonly label?: string
  readonly onText: (text: string) => void
}

export function openYamlEditor(host: HTMLElement, options: YamlEditorOptions): YamlEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  root.replaceChildren()
  let isShowing = false
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        drawSelection(),
        highlightActiveLine(),
        indentOnInput(),
        closeBrackets(),
        lintGutter(),
        yaml(),
        syntaxHighlighting(COLOURS),
        autocompletion({ override: [(context) => complete(context, options.catalogue)] }),
        keymap.of([...defaultKeymap, indentWithTab]),
        EditorView.contentAttributes.of({
          'aria-label': options.label ?? 'Document of the agreement',
          tabindex: '0',
        }),
        EditorState.readOnly.of(options.readOnly),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged && !isShowing) options.onText(state.doc.toString())
        }),
        THEME,
      ],
    }),
  })
  return {
    show(text, problems) {
      isShowing = true
      const change = smallestChange(view.state.doc.toString(), text)
      if (change !== null) view.dispatch({ changes: change })
      view.dispatch(setDiagnostics(view.state, diagnosticsOf(view.state.doc, problems)))
      isShowing = false
    },
    reveal(line) {
      const { from } = view.state.doc.line(Math.min(line, view.state.doc.lines))
      view.dispatch({
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y: 'center' }),
      })
    },
    close: () => view.destroy(),
  }
}

/** What differs in the middle, so that the cursor and the view stay where they are. Null: nothing does. */
function smallestChange(
  before: string,
  after: string,
): { readonly from: number; readonly to: number; readonly insert: string } | null {
  if (before === after) return null
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  let end = 0
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) }
}

function diagnosticsOf(doc: Text, problems: readonly ShownProblem[]): readonly Diagnostic[] {
  return problems.map(({ line, column, severity, found, expected, remedy }) => {
    const at = doc.line(Math.max(1, Math.min(line, doc.lines)))
    const from = Math.min(at.from + Math.max(0, column - 1), at.to)
    const word = /^[^\s,\]}]+/.exec(doc.sliceString(from, at.to))?.[0].length ?? 0
    return {
      from,
      to: Math.min(at.to, from + Math.max(1, word)),
      severity: severity === 'warning' ? 'warning' : 'error',
      message: `${found}; expected ${expected}; ${remedy}`,
    }
  })
}

function complete(context: CompletionContext, catalogue: Catalogue) {
  const { from, to, text } = context.state.doc.lineAt(context.pos)
  const word = context.matchBefore(/[\w.-]*/)
  if (word === null || (word.from === word.to && !context.explicit)) return null
  const above = context.state.doc.sliceString(0, from)
  const options = completionsAt(
    above,
    text.slice(0, context.pos - from),
    text.slice(context.pos - from, to - from),
    catalogue,
  )
  if (options.length === 0) return null
  return {
    from: options[0]!.spaced ? context.pos - spacedWord(text.slice(0, context.pos - from)).length : word.from,
    options: options.map(({ label, about }): Completion => ({ label, ...(about && { detail: about }) })),
  }
}

/** The words up to the cursor since the last mark: names of events have blanks in them. */
function spacedWord(before: string): string {
  return /[^:,[{]*$/.exec(before)![0].trimStart()
}

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--ink)', fontWeight: '500' },
  { tag: [tags.number, tags.bool], color: 'var(--data-text)' },
  { tag: tags.string, color: 'var(--won-text)' },
  { tag: tags.comment, color: 'var(--faint)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--faint)' },
])

const THEME = EditorView.theme({
  '&': { height: '100%', fontSize: '0.75rem', backgroundColor: 'var(--sunk)', color: 'var(--soft)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono, ui-monospace, monospace)',
    lineHeight: '1.25rem',
    overflow: 'auto',
  },
  '.cm-content': { padding: '1rem 0', caretColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--sunk)', color: 'var(--faint)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--data-wash)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line)',
    borderRadius: '0.5rem',
    color: 'var(--ink)',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip-autocomplete > ul > li': { padding: '0.125rem 0.5rem' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--hover)',
    color: 'var(--ink)',
  },
  '.cm-completionDetail': { color: 'var(--faint)', fontStyle: 'normal', marginLeft: '0.75rem' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--accent)' },
  '.cm-lintRange-error': { backgroundImage: 'none', borderBottom: '2px solid var(--accent)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', borderBottom: '2px dotted var(--warn-text)' },
})
