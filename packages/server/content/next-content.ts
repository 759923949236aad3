/** What to offer one lead next: the library, what its history shows, and what moved others like it. */
import type { LeadEvent, LeadState } from '@baton/engine'
import {
  type ContentEvidence,
  type LeadSituation,
  nextBestContent,
  type OfferReason,
  plain,
} from '@baton/engine/content'
import type { ContentAsset } from '@baton/protocol'
import type pg from 'pg'
import { leadHistories } from '../leads/index.ts'
import { personas as allPersonas, personasOfLeads, readPersonas } from '../personas/index.ts'
import { contentAssets, namesOf } from './content-rows.ts'

type Client = pg.Pool | pg.ClientBase

export interface OfferedContent {
  readonly asset: ContentAsset
  readonly reasons: readonly OfferReason[]
}

export interface Offers {
  /** Name of the lead's persona. */
  readonly persona: string | null
  /** Best first. */
  readonly offered: readonly OfferedContent[]
}

/** What behaviour shows fades: of what was done longer ago nothing is read. */
const SHOWN_DAYS = 90
const DAY_MS = 86_400_000

/** @param exclude ids of assets that must not be offered, such as those that were sent */
export async function offersFor(
  client: Client,
  leadId: string,
  exclude: ReadonlySet<string> = new Set(),
  now = Date.now(),
): Promise<Offers> {
  const { rows } = await client.query<{ state: LeadState }>(
    'select state::json as state from leads where id = $1::uuid',
    [leadId],
  )
  const state = rows[0]?.state
  const assets = (await contentAssets(client)).filter(({ archived }) => !archived)
  if (!state || assets.length === 0) return { persona: null, offered: [] }
  const histories = await leadHistories(client, [leadId])
  const persona = await personaOf(client, leadId, histories)
  const behaviour = behaviourOf(histories.get(leadId) ?? [], assets, now)
  const language = state.lead['language']?.[0]
  const situation: LeadSituation = {
    stage: state.stage,
    persona,
    language: typeof language === 'string' && language !== '' ? language : null,
    topics: behaviour.topics,
    seen: new Set([...behaviour.seen, ...exclude]),
  }
  const byId = new Map(assets.map((asset) => [asset.id, asset]))
  const offers = nextBestContent(situation, assets, await readEvidence(client, persona?.name ?? ''))
  return {
    persona: persona?.name ?? null,
    offered: offers.map(({ asset, reasons }) => ({ asset: byId.get(asset)!, reasons })),
  }
}

/** The best that there is for a lead; null: nothing. For programs, too: nothing is written, so it may be asked in any transaction. */
export async function nextBestFor(
  client: Client,
  leadId: string,
  exclude: ReadonlySet<string>,
): Promise<OfferedContent | null> {
  return (await offersFor(client, leadId, exclude)).offered[0] ?? null
}

async function personaOf(
  client: Client,
  leadId: string,
  histories: ReadonlyMap<string, readonly LeadEvent[]>,
) {
  const known = await readPersonas(client)
  const name = (await personasOfLeads(client, known, histories)).get(leadId)
  if (name === undefined) return null
  const written = (await allPersonas(client)).find((one) => !one.archived && one.name === name)
  // A fact may name a persona that nobody described.
  return { id: written?.id ?? '', name, pains: written?.pains ?? [] }
}

/** Properties by which events name content or a page. */
const NAMING = ['title', 'file', 'path', 'url'] as const

/** What the lead knows already, and what it was about lately. */
function behaviourOf(events: readonly LeadEvent[], assets: readonly ContentAsset[], now: number) {
  const byName = new Map(
    assets.flatMap((asset) => namesOf(asset).map((name) => [plain(name), asset] as const)),
  )
  const seen = new Set<string>()
  const topics = new Map<string, number>()
  for (const { colleague, properties, occurredAt } of events) {
    if (colleague) continue
    const found = NAMING.flatMap((property) => byName.get(textOf(properties[property])) ?? [])
    for (const { id } of found) seen.add(id)
    if (occurredAt < now - SHOWN_DAYS * DAY_MS) continue
    const topic = textOf(properties['topic'] ?? found[0]?.topic)
    if (topic !== '') topics.set(topic, (topics.get(topic) ?? 0) + 1)
  }
  return { seen, topics }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? plain(value) : ''
}

/** Of those who are the same persona, where anything is known of them; else of everybody. */
async function readEvidence(client: Client, persona: string): Promise<ContentEvidence> {
  const { rows } = await client.query<{ asset: string | null; takers: number; moved: number }>(
    `select asset, takers, moved from content_evidence
     where persona = (select max(persona) from content_evidence where persona in ('', $1) and asset is null)`,
    [persona],
  )
  const all = rows.find(({ asset }) => asset === null) ?? { takers: 0, moved: 0 }
  return { all, of: new Map(rows.flatMap(({ asset, ...moved }) => (asset === null ? [] : [[asset, moved]]))) }
}
