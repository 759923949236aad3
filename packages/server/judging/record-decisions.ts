/**
 * What a group decided, written down: in the ledger, with the events that each promotion rests on, and as the packet that
 * sales gets. Both are read off the lead's history as it stands in this very transaction, so a packet is what was known.
 */
import { type LeadEvent, packetOf, type Packet, type Stage, traceHistory } from '@baton/engine'
import type pg from 'pg'
import type { AgreementInForce } from '../agreements/index.ts'
import {
  appendDecisions,
  cyclesWithPackets,
  type LedgerEntry,
  type PacketRow,
  writePackets,
} from '../decisions/index.ts'
import { leadHistories, type LeadRecord } from '../leads/index.ts'

export interface Recorded {
  /** Histories by lead, where the caller read them in this transaction; those that lack are read. */
  readonly known?: ReadonlyMap<string, readonly LeadEvent[]>
  /** Leads that were folded anew: one may be in another pass than before without anything new in the ledger. */
  readonly refolded?: readonly LeadRecord[]
}

export async function recordDecisions(
  client: pg.ClientBase,
  entries: readonly LedgerEntry[],
  inForce: AgreementInForce,
  { known = new Map(), refolded = [] }: Recorded = {},
): Promise<void> {
  const packets = await packetsOf(client, entries.filter(opensHandoff), inForce, known)
  if (entries.length > 0)
    await appendDecisions(
      client,
      entries.map((entry) => withEvidence(entry, packets.get(entry))),
    )
  const made = [...packets].map(([entry, packet]) => rowOf(entry, packet, inForce))
  if (made.length > 0) await writePackets(client, made)
  const without = refolded.filter(({ state }) => state.handoff !== null)
  if (without.length > 0) await addMissingPackets(client, without, inForce, known)
}

function rowOf(
  { leadId, cycle }: { readonly leadId: string; readonly cycle: number },
  packet: Packet,
  { version }: AgreementInForce,
): PacketRow {
  return { leadId, cycle, agreementVersion: version, packet }
}

/** A changed history may have ended one pass and begun another in the same stage: what sales has, it has a packet of. */
async function addMissingPackets(
  client: pg.ClientBase,
  leads: readonly LeadRecord[],
  inForce: AgreementInForce,
  known: ReadonlyMap<string, readonly LeadEvent[]>,
): Promise<void> {
  const having = await cyclesWithPackets(
    client,
    leads.map(({ id }) => id),
  )
  const lacking = leads.filter(({ id, state }) => !having.has(`${id} ${state.cycle}`))
  const unread = lacking.map(({ id }) => id).filter((id) => !known.has(id))
  const read = unread.length > 0 ? await leadHistories(client, unread) : known
  const made = lacking.flatMap(({ id, state }) => {
    const history = known.get(id) ?? read.get(id) ?? []
    const opening = traceHistory(inForce.compiled, history, Date.now()).decisions.findLast(
      ({ kind, cycle, from, handoff }) =>
        kind === 'stage' && cycle === state.cycle && handoff !== null && BEFORE_SALES.includes(from),
    )
    return opening
      ? [rowOf({ leadId: id, cycle: state.cycle }, packetOf(inForce.compiled, history, opening), inForce)]
      : []
  })
  if (made.length > 0) await writePackets(client, made)
}

const BEFORE_SALES: readonly Stage[] = ['visitor', 'lead', 'recycled', 'disqualified']

/** A promotion, or what sales took up by itself. Where a changed history leads may be into a pass of its own, too. */
function opensHandoff({ kind, from, handoff, addedBy }: LedgerEntry): boolean {
  return kind === 'stage' && handoff !== null && (addedBy !== 'fold' || BEFORE_SALES.includes(from))
}

async function packetsOf(
  client: pg.ClientBase,
  openings: readonly LedgerEntry[],
  inForce: AgreementInForce,
  known: ReadonlyMap<string, readonly LeadEvent[]>,
): Promise<ReadonlyMap<LedgerEntry, Packet>> {
  const unread = new Set(openings.map(({ leadId }) => leadId).filter((id) => !known.has(id)))
  const read = unread.size > 0 ? await leadHistories(client, [...unread]) : known
  return new Map(
    openings.map((entry) => {
      const history = known.get(entry.leadId) ?? read.get(entry.leadId) ?? []
      return [entry, packetOf(inForce.compiled, history, entry)] as const
    }),
  )
}

/** A state keeps too little to name every event that a promotion rests on; its packet was made from the whole history. */
function withEvidence(entry: LedgerEntry, packet: Packet | undefined): LedgerEntry {
  const more = packet?.reason?.events ?? []
  return more.length === 0 ? entry : { ...entry, evidence: [...new Set([...entry.evidence, ...more])] }
}
