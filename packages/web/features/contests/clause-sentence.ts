/** The sentence that an agreement says at a clause. */
import type { Agreement } from '@baton/engine'
import { sayAgreement } from '@baton/words'

const kept = new WeakMap<Agreement, ReadonlyMap<string, string>>()

/** Of a part of a clause, that of the clause; null where the agreement has no such clause any more. */
export function clauseSentence(agreement: Agreement, clause: string): string | null {
  let sentences = kept.get(agreement)
  if (sentences === undefined) {
    sentences = new Map(
      sayAgreement(agreement).flatMap((section) =>
        section.sentences.map(({ clause: id, text }) => [id, text] as const),
      ),
    )
    kept.set(agreement, sentences)
  }
  return sentences.get(clause) ?? sentences.get(clause.split('/')[0]!) ?? null
}
