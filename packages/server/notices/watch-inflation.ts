/** Looks whether the version in force is chased and not what it stands for, and tells those who agree on it, once. */
import type { DefinitionAlarm } from '@baton/protocol'
import { sayPercent } from '@baton/words'
import type pg from 'pg'
import { signers } from '../access/index.ts'
import { observedEffects, VERSION_IN_FORCE } from '../agreements/index.ts'
import { isLoading } from '../platform/postgres/loading.ts'
import { tell, type Telling } from './tell.ts'
import { repeat } from '../platform/repeat.ts'

/** Whoever starts a server wants it to answer first. */
const FIRST_LOOK_MS = 60_000
const LOOK_EVERY_MS = 60 * 60_000

/** Returns what ends the watch. */
export function watchInflation(
  pool: pg.Pool,
  baseUrl: () => string,
  log: (line: string) => void,
): () => Promise<void> {
  const when = { everyMs: LOOK_EVERY_MS, firstAfterMs: FIRST_LOOK_MS }
  return repeat({ ...when, what: 'Looking for alarms of the agreement', log }, () =>
    noticeInflation(pool, baseUrl()),
  )
}

/** Returns how much was told. */
export async function noticeInflation(pool: pg.Pool, baseUrl: string): Promise<number> {
  // What is loaded now is half there: neither how much was handed over nor what sales said is known.
  if (await isLoading(pool)) return 0
  const { rows } = await pool.query<{ version: number | null }>(`select ${VERSION_IN_FORCE} as version`)
  const version = rows[0]?.version
  if (!version) return 0
  const alarms = (await observedEffects(pool, version)).get(version)?.alarms ?? []
  if (alarms.length === 0) return 0
  const people = await signers(pool)
  const tellings = alarms.flatMap((alarm) => people.map((id) => tellingOf(version, alarm, id)))
  return await tell(pool, tellings, baseUrl)
}

function tellingOf(version: number, alarm: DefinitionAlarm, person: string): Telling {
  return {
    key: `alarm:${version}:${alarm.kind}:${person}`,
    person,
    kind: 'alarm',
    lead: null,
    path: `/agreement?version=${version}`,
    title: `Version ${version} ${whatHappens(alarm)}`,
    text: `${figuresOf(alarm)} ${editOf(alarm)}`,
  }
}

function whatHappens({ kind }: DefinitionAlarm): string {
  return kind === 'more-but-worse'
    ? 'hands over more, and sales takes fewer of them'
    : 'promotes more and more who only just get there'
}

function figuresOf(alarm: DefinitionAlarm): string {
  switch (alarm.kind) {
    case 'more-but-worse': {
      const { volume, acceptance } = alarm
      const times = (volume.ratio ?? 0).toFixed(1)
      return `${times} times as many MQLs a week as before; of those that sales decided it took ${sayPercent(acceptance.of.rate)} instead of ${sayPercent(acceptance.against.rate)}.`
    }
    case 'bunching': {
      const { of, against } = alarm.justOver
      return `${sayPercent(of.rate)} of promotions are just over their threshold; before, ${sayPercent(against.rate)} were.`
    }
  }
}

/** Most changes that a notice names; the page that it leads to has all. */
const NAMED_MAX = 3

function editOf({ changes }: DefinitionAlarm): string {
  if (changes.length === 0) return 'It may be the definition that is chased, and not the lead.'
  const more = changes.length - NAMED_MAX
  const named = changes.slice(0, NAMED_MAX).join(' ')
  return `What it changed: ${named}${more > 0 ? ` And ${more} more.` : ''}`
}
