/**
 * Telling those who wait that handoffs changed: the assigner and every open connection. Sent in the transaction that
 * changes them, so it is heard when it is true and not at all when it is undone.
 */
import type { LeadState } from '@baton/engine'
import type pg from 'pg'
import { queryTogether, type Statement } from '../platform/postgres/query-together.ts'
import type { LeadRecord } from './lead-record.ts'

export const HANDOFFS_CHANNEL = 'baton_handoffs'

/** What is sent in place of ids when it is more than anybody should look at one by one. */
export const MANY = 'many'

const IDS_MAX = 200
/** A notification holds less than 8000 bytes; an id in JSON takes 39. */
const IDS_PER_NOTICE = 170

export async function tellOfHandoffs(client: pg.ClientBase, leadIds: readonly string[]): Promise<void> {
  await queryTogether(client, tellingOf(leadIds))
}

function tellingOf(leadIds: readonly string[]): readonly Statement[] {
  if (leadIds.length === 0) return []
  const texts: string[] = []
  if (leadIds.length > IDS_MAX) texts.push(MANY)
  else
    for (let from = 0; from < leadIds.length; from += IDS_PER_NOTICE)
      texts.push(JSON.stringify(leadIds.slice(from, from + IDS_PER_NOTICE)))
  return texts.map((text) => ({
    name: 'tell-of-handoffs',
    text: 'select pg_notify($1, $2)',
    values: [HANDOFFS_CHANNEL, text],
  }))
}

/** Gathers the leads of one writing whose handoff is not what it was. */
export class HandoffNews {
  readonly #ids: string[] = []

  note({ id, state, written }: LeadRecord): void {
    if (changesForSales(written?.state ?? null, state)) this.#ids.push(id)
  }

  statements(): readonly Statement[] {
    return tellingOf(this.#ids)
  }
}

/** What a card shows is the very same object after a fold that did not change it. */
function changesForSales(before: LeadState | null, after: LeadState): boolean {
  if (!before?.handoff && !after.handoff) return false
  return (
    before?.handoff !== after.handoff ||
    before.stage !== after.stage ||
    before.sales !== after.sales ||
    before.opportunity !== after.opportunity ||
    before.lead !== after.lead ||
    before.company !== after.company
  )
}
