import type { DuplicatePair } from '@baton/protocol'

const EVIDENCE: Readonly<Record<DuplicatePair['evidence'][number], string>> = {
  address: 'the same mailbox, written otherwise',
  phone: 'the same telephone',
  'name-at-company': 'the same name at the same company',
  'name-and-mail-name': 'the same name, and the same name before the @',
}

export function sayEvidence(evidence: DuplicatePair['evidence'][number]): string {
  return EVIDENCE[evidence]
}
