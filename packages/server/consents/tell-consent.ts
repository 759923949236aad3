/** A change of consent as an event of the lead, so that its history shows it and an agreement can ask for it. */
import type pg from 'pg'
import type { Intake } from '../events/index.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { ensureSource } from '../sources/index.ts'
import type { TellConsent } from './preferences-routes.ts'

export async function consentTeller(pool: pg.Pool, intake: Pick<Intake, 'accept'>): Promise<TellConsent> {
  const { id: sourceId } = await ensureSource(pool, 'baton')
  return async (leadId, changes, trust) => {
    const now = Date.now()
    await intake.accept(
      changes.map(({ purpose, status }) => ({
        sourceId,
        messageId: uuidV7(),
        name: status === 'given' ? 'Consent Given' : 'Consent Withdrawn',
        occurredAt: now,
        receivedAt: now,
        trust,
        identity: {},
        leadId,
        properties: { purpose },
      })),
    )
  }
}
