/** What a document was, is, and was before somebody undid: undoing without end. */

export interface DocumentHistory {
  readonly text: string
  readonly past: readonly string[]
  readonly future: readonly string[]
  /** What the last change was part of: more of the same is one step back. Null: nothing goes on. */
  readonly gesture: string | null
}

export function begunWith(text: string): DocumentHistory {
  return { text, past: [], future: [], gesture: null }
}

/** @param gesture what belongs together: a slider that is dragged, a line that is typed */
export function changed(history: DocumentHistory, text: string, gesture: string | null): DocumentHistory {
  if (text === history.text) return history
  const goesOn = gesture !== null && gesture === history.gesture
  return {
    text,
    past: goesOn ? history.past : [...history.past, history.text],
    future: [],
    gesture,
  }
}

/** What comes next is a step of its own. */
export function settled(history: DocumentHistory): DocumentHistory {
  return history.gesture === null ? history : { ...history, gesture: null }
}

export function undone({ text, past, future }: DocumentHistory): DocumentHistory | null {
  const before = past.at(-1)
  return before === undefined
    ? null
    : { text: before, past: past.slice(0, -1), future: [text, ...future], gesture: null }
}

export function redone({ text, past, future }: DocumentHistory): DocumentHistory | null {
  const [next, ...rest] = future
  return next === undefined ? null : { text: next, past: [...past, text], future: rest, gesture: null }
}
