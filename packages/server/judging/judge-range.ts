/** Judges one range of leads anew, from their whole histories, under the version in force. */
import { dayOf } from '@baton/engine'
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import { HistoryReader, leadsWithRoots, leadWrites } from '../leads/index.ts'
import { refold } from './judge-leads.ts'
import { recordDecisions } from './record-decisions.ts'
import { takeTurn } from './take-turn.ts'

/** Leads by id, in byte order: after `after`, up to and with `upTo`. */
export interface LeadRange {
  readonly after: string
  readonly upTo: string
}

export interface JudgedRange {
  readonly leads: number
  readonly events: number
  /** Leads that stand elsewhere than before: each got one decision. */
  readonly changed: number
}

const UUID = /^[0-9a-f-]{36}$/

/**
 * Histories are read and folded while others write; the turn is taken only to write. A lead that somebody else judged
 * under the new version meanwhile is left alone: whoever touches a lead brings it to the version in force.
 *
 * Returns null when `version` is in force no more.
 */
export async function judgeRange(
  client: pg.ClientBase,
  agreements: Agreements,
  version: number,
  { after, upTo }: LeadRange,
  reader = new HistoryReader(),
): Promise<JudgedRange | null> {
  if (!UUID.test(after) || !UUID.test(upTo)) throw new Error(`No range of lead ids: ${after} to ${upTo}.`)
  const inForce = await agreements.version(client, version)
  const behind = `id > '${after}' and id <= '${upTo}' and joined_to is null and agreement_version <> ${version}`
  const histories = await reader.where(client, behind)
  const ids = await client.query<{ id: string }>(`select id from leads where ${behind}`)
  const found = await leadsWithRoots(
    client,
    ids.rows.map(({ id }) => id),
  )
  const leads = found.filter((lead) => lead.joinedTo === null && lead.agreementVersion !== version)
  const now = Date.now()
  let events = 0
  const judged = leads.map((lead) => {
    const history = histories.get(lead.id) ?? []
    events += history.length
    return { lead, entries: refold(lead, history, inForce, now) }
  })
  const today = dayOf(now)
  const ready = leadWrites(inForce.compiled, leads, today)
  const turn = await takeTurn(client)
  try {
    if (turn.version !== version) {
      await client.query('rollback')
      return null
    }
    const { rows } = await client.query<{ id: string }>(
      `select id from leads where id = any($1::uuid[]) and joined_to is null and agreement_version <> $2`,
      [leads.map(({ id }) => id), version],
    )
    const untouched = new Set(rows.map(({ id }) => id))
    const written = judged.filter(({ lead }) => untouched.has(lead.id))
    const entries = written.flatMap((one) => one.entries)
    // Made before the turn, so that others wait for the writing only; seldom is somebody touched meanwhile.
    if (written.length === judged.length) await ready(client)
    else
      await leadWrites(
        inForce.compiled,
        written.map(({ lead }) => ({ ...lead, written: null })),
        today,
      )(client)
    await recordDecisions(client, entries, inForce, {
      known: histories,
      refolded: written.map(({ lead }) => lead),
    })
    await client.query('commit')
    return { leads: written.length, events, changed: entries.length }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}
