/** Programs in files: told apart from agreements, read against one, and run over a history. */
import { type Agreement, type Catalogue, compileAgreement } from '@baton/engine'
import { audienceContext } from '@baton/engine/audience'
import { entriesOf, Reading } from '@baton/engine/document'
import {
  compileProgram,
  type Program,
  type ProgramReading,
  type ProgramReplay,
  readProgram,
  replayProgram,
} from '@baton/engine/program'
import { type Frame, leadEvents } from '@baton/engine/replay'
import { zoneOffsets } from '@baton/zones'

/** Whether the document begins with the name of a program. */
export function isProgram(text: string): boolean {
  return entriesOf(new Reading(text).root, 'a document')[0]?.key === 'program'
}

export function programAgainst(text: string, agreement: Agreement, catalogue: Catalogue): ProgramReading {
  return readProgram(text, audienceContext({ agreement, catalogue }))
}

export function programReplayed(
  program: Program,
  agreement: Agreement,
  catalogue: Catalogue,
  frame: Frame,
): ProgramReplay {
  const compiled = compileProgram(program)
  const watching = compileAgreement(agreement, catalogue, zoneOffsets, compiled.watched)
  return replayProgram(compiled, watching, historiesOf(frame), frame.until)
}

function* historiesOf(frame: Frame) {
  for (const [position, lead] of frame.leads.entries()) yield { lead, events: leadEvents(frame, position) }
}
