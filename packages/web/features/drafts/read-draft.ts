/** What the engine says to a document while it is written: problems with their lines, golden leads, the lines of a clause. */
import { readModel, type AgreementModel } from '../../api/agreement-model.ts'
import { linesOf, type LineSpan } from '../../api/clause-lines.ts'

export function readDraft(document: string, catalogue: unknown): AgreementModel {
  return readModel({
    version: 0,
    name: '',
    document,
    catalogue,
    hash: '',
    proposedAt: '',
    inForceFrom: null,
  } as unknown as AgreementModel['stored'])
}

/** Where a clause stands in a draft; the part of a clause stands where the clause does. */
export function clauseLines(model: AgreementModel, document: string, clause: string | null): LineSpan | null {
  if (clause === null) return null
  return linesOf(clause.split('/')[0]!, model.places, document.split('\n'))
}

/** Offset of the first character of a line, counted from 1. */
export function offsetOfLine(document: string, line: number): number {
  let offset = 0
  for (let at = 1; at < line; at++) {
    const end = document.indexOf('\n', offset)
    if (end < 0) return document.length
    offset = end + 1
  }
  return offset
}
