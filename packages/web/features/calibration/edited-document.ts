/** The smallest edit as a document of the agreement, and what it says otherwise. Without React, loaded when it is needed. */
import { type Agreement, agreementChanges, type Catalogue, readAgreement } from '@baton/engine'
import { type DocumentPath, knobsOf, turned, withoutEntry } from '@baton/engine/edit'
import type { CalibrationResult } from '@baton/protocol'
import { sayAgreementChange } from '@baton/words'

type Edit = NonNullable<CalibrationResult['edit']>

export interface EditedDocument {
  readonly document: string
  /** A sentence a change. */
  readonly sentences: readonly string[]
}

/** What each kind of edit turns. */
const TURNED: Readonly<Record<Edit['kind'], readonly string[]>> = {
  threshold: ['at-least', 'score'],
  points: ['give'],
  fit: ['give'],
  grades: ['grade'],
}

/**
 * Null where the document has no such clause.
 *
 * @param entry where the clause stands, for taking it out; null: it is no entry of its own
 */
export function editedDocument(
  edit: Edit,
  given: { readonly document: string; readonly agreement: Agreement; readonly catalogue: Catalogue },
  entry: DocumentPath | null,
): EditedDocument | null {
  const { document, agreement, catalogue } = given
  const edited = withEdit(edit, given, entry)
  if (edited === null) return null
  const { agreement: after } = readAgreement(edited, catalogue)
  if (after === null || edited === document) return null
  return { document: edited, sentences: agreementChanges(agreement, after).map(sayAgreementChange) }
}

function withEdit(
  { kind, clause, to }: Edit,
  { document, agreement, catalogue }: Parameters<typeof editedDocument>[1],
  entry: DocumentPath | null,
): string | null {
  if (to === 0) return entry === null ? null : withoutEntry(document, entry)
  const knob = knobsOf(agreement, catalogue).find(
    (one) => one.clause === clause && TURNED[kind].includes(one.what),
  )
  return knob ? turned(knob, to, document) : null
}
