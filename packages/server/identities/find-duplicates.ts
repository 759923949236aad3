/**
 * Leads that look like one person: the same address written otherwise, the same telephone, the same name at the same company.
 * Pairs are found for people to settle; nothing is merged by itself.
 */
import type pg from 'pg'
import { writePairs } from './duplicate-rows.ts'
import { duplicateKeys, type DuplicateKey, namesAgree, type PersonFacts } from './duplicate-keys.ts'
import { repeat } from '../platform/repeat.ts'

const BATCH = 5_000
/** A number or name that many share is a switchboard or a test, and says nothing of any two. */
const SHARED_MAX = 5

export interface FoundPair {
  readonly one: string
  readonly other: string
  readonly evidence: ReadonlySet<string>
  readonly weight: number
}

/** Returns how many pairs are open. */
export async function findDuplicates(pool: pg.Pool): Promise<number> {
  const byKey = new Map<string, PersonFacts[]>()
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await pool.query<PersonFacts>(
      `select l.id, l.name, l.email, 
         case when l.state::json #>> '{lead,email_class,0}' in ('free', 'disposable') then null else l.company_id end as "companyId",
         l.state::json #>> '{lead,phone,0}' as phone, l.state::json #>> '{lead,country,0}' as country
       from leads l where l.id > $1 and l.joined_to is null and l.stage <> 'visitor' order by l.id limit ${BATCH}`,
      [after],
    )
    for (const person of rows) {
      for (const { kind, value } of duplicateKeys(person)) {
        const key = `${kind}:${value}`
        const sharing = byKey.get(key)
        if (!sharing) byKey.set(key, [person])
        else if (sharing.length <= SHARED_MAX) sharing.push(person)
      }
    }
    if (rows.length < BATCH) break
    after = rows.at(-1)!.id
  }
  return await writePairs(pool, pairsOf(byKey))
}

/** How sure a shared key makes by itself; more than one adds up as chances do. */
const WEIGHTS: Readonly<Record<DuplicateKey['kind'], number>> = {
  address: 0.95,
  'name-at-company': 0.8,
  phone: 0.6,
  'name-and-mail-name': 0.5,
}

function pairsOf(byKey: ReadonlyMap<string, readonly PersonFacts[]>): readonly FoundPair[] {
  const pairs = new Map<string, { one: string; other: string; evidence: Set<string>; doubt: number }>()
  for (const [key, people] of byKey) {
    if (people.length < 2 || people.length > SHARED_MAX) continue
    const kind = key.slice(0, key.indexOf(':')) as DuplicateKey['kind']
    for (const [index, a] of people.entries()) {
      for (const b of people.slice(index + 1)) {
        // Two who share a telephone and are called otherwise sit in one office.
        if (kind === 'phone' && !namesAgree(a.name, b.name)) continue
        const [one, other] = a.id < b.id ? [a.id, b.id] : [b.id, a.id]
        const pair = pairs.get(one + other) ?? { one, other, evidence: new Set(), doubt: 1 }
        if (!pair.evidence.has(kind)) pair.doubt *= 1 - WEIGHTS[kind]
        pair.evidence.add(kind)
        pairs.set(one + other, pair)
      }
    }
  }
  return [...pairs.values()].map(({ doubt, ...pair }) => ({ ...pair, weight: 1 - doubt }))
}

const SEARCH_EVERY_MS = 60 * 60_000
const FIRST_SEARCH_MS = 20_000

/** Searches soon after the start and every hour. Returns what ends it, once the search under way is through. */
export function findDuplicatesAlways(pool: pg.Pool, log: (line: string) => void): () => Promise<void> {
  const when = { everyMs: SEARCH_EVERY_MS, firstAfterMs: FIRST_SEARCH_MS }
  return repeat({ ...when, what: 'Looking for duplicates', log }, () => findDuplicates(pool))
}
