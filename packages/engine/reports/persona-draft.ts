/** An agreement with the marks of a persona as fit clauses: the document as text, its comments and everything else as they are. */
import { parseDocument } from 'yaml'
import { type EditValue, withEntry, withValue } from '../edit/index.ts'
import type { Mark } from './match-personas.ts'
import { personaClauses, type PersonaClauses } from './persona-clauses.ts'

export interface PersonaDraft extends PersonaClauses {
  readonly document: string
}

/** Points of a persona where the document has no B that could be shared out. */
const TOTAL = 40

/**
 * Whoever has every mark is of grade B by that alone, as the document has it. Clauses of these names that are there already are
 * written anew. Where the document grades nobody yet it begins to: every mark is an A then, half of the points a B.
 *
 * @param slug of the persona, in kebab case
 * @throws Error when the document is not well-formed, or its fit is something else than entries of a map
 */
export function withPersonaClauses(document: string, slug: string, marks: readonly Mark[]): PersonaDraft {
  const parsed = parseDocument(document)
  const bound: unknown = parsed.getIn(['fit', 'grades', 'B'])
  const total = typeof bound === 'number' && bound >= marks.length ? Math.round(bound) : TOTAL
  const made = personaClauses(slug, marks, Math.max(total, marks.length))
  let text = document
  for (const { name, where, give } of made.clauses) {
    const path = ['fit', 'points', name]
    const value: EditValue = { where, give }
    text = parsed.hasIn(path) ? withValue(text, path, value) : withEntry(text, path, value)
  }
  if (made.clauses.length > 0 && !parsed.hasIn(['fit', 'grades']))
    text = withEntry(text, ['fit', 'grades'], { A: TOTAL, B: TOTAL / 2, C: TOTAL / 4 })
  return { ...made, document: text }
}
