/** What the promotions of a run would have meant to sales: to whom they go, and whether acts that happened were in time. */
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { proportionInterval } from '../learn/proportion-interval.ts'
import { timeAt, type Frame, type ReplayRun } from '../replay/index.ts'
import type { FirstPromotions } from './first-promotions.ts'
import { MEANING, type Outcomes } from './outcomes.ts'
import type { Measured } from './quality.ts'
import type { TeamsByPosition } from './teams-by-position.ts'
import { mondayOf } from './weeks.ts'

/** Handoffs that a team is given, by the route of the agreement. */
export interface TeamLoad {
  /** Null: the agreement names none. */
  readonly team: string | null
  readonly handoffs: number
  /** Mean of the weeks from the first promotion of the run to the last. */
  readonly perWeek: number
  readonly busiest: { readonly week: string; readonly handoffs: number }
}

/** How long handoffs stay with their owner: until they are sales qualified, refused, a deal, or lost. */
export interface TimeInHand {
  /** Handoffs that ended; those that still stay say nothing yet. */
  readonly n: number
  /** Days of the calendar; 0 when n is 0. */
  readonly meanDays: number
}

export interface Handoffs {
  readonly load: readonly TeamLoad[]
  readonly inHand: TimeInHand
  readonly accepted: Measured
  readonly firstTouchOnTime: Measured
  readonly decidedOnTime: Measured
}

export function handoffsOf(
  frame: Frame,
  compiled: CompiledAgreement,
  run: ReplayRun,
  outcomes: Outcomes,
  worked: FirstPromotions,
  teams: TeamsByPosition,
): Handoffs {
  const { promotions } = run
  const accepted = new Tally()
  const touched = new Tally()
  const decided = new Tally()
  const load = new Load()
  const teamOf = teams.under(compiled)
  let ended = 0
  let daysInHand = 0
  for (let row = 0; row < promotions.lead.length; row++) {
    const lead = promotions.lead[row]!
    const at = promotions.at[row]!
    const tier = compiled.agreement.tiers[promotions.tier[row]!]!
    const next = promotions.lead[row + 1] === lead ? promotions.at[row + 1]! : Infinity
    const acts = actsAfter(frame, outcomes, lead, promotions.event[row]!, at, next)
    // Had sales the lead, its silence is known to be silence.
    const wasWorked = acts.any || worked.at[lead]! < next
    accepted.add(acts.decision, wasWorked)
    const clock = compiled.agreement.handoff.clocks.find(({ id }) => id === tier.clock)
    if (clock) {
      const touchDue = compiled.calendar.dueAfter(at, clock.firstTouch)
      const decideDue = compiled.calendar.dueAfter(at, clock.decide)
      touched.add(inTime(acts.touchedAt, touchDue, frame.until), wasWorked)
      decided.add(inTime(acts.decidedAt, decideDue, frame.until), wasWorked)
    }
    const endedAt = Math.min(acts.endedAt, within(outcomes.sqlAt[lead]!, at, next))
    if (endedAt !== Infinity) {
      ended += 1
      daysInHand += (endedAt - at) / DAY_MS
    }
    load.add(teamOf(lead, promotions.event[row]!), at)
  }
  return {
    load: load.teams(),
    inHand: { n: ended, meanDays: ended === 0 ? 0 : daysInHand / ended },
    accepted: accepted.measured(),
    firstTouchOnTime: touched.measured(),
    decidedOnTime: decided.measured(),
  }
}

function within(time: number, from: number, before: number): number {
  return time >= from && time < before ? time : Infinity
}

type Told = 'yes' | 'no' | 'open'

function inTime(at: number, due: number, until: number): Told {
  if (at <= due) return 'yes'
  return at === Infinity && until <= due ? 'open' : 'no'
}

class Tally {
  #yes = 0
  #no = 0
  #open = 0
  #unknown = 0

  add(told: Told, isKnown: boolean): void {
    if (told === 'yes') this.#yes += 1
    else if (!isKnown) this.#unknown += 1
    else if (told === 'no') this.#no += 1
    else this.#open += 1
  }

  measured(): Measured {
    return {
      ...proportionInterval(this.#yes, this.#yes + this.#no),
      unknown: this.#unknown,
      open: this.#open,
    }
  }
}

interface Acts {
  readonly any: boolean
  readonly touchedAt: number
  readonly decidedAt: number
  /** When it was off the owner's hands. */
  readonly endedAt: number
  /** Whether sales took the lead. */
  readonly decision: Told
}

/** What sales did after a promotion and before the next one. */
function actsAfter(
  frame: Frame,
  { meanings }: Outcomes,
  lead: number,
  cause: number,
  at: number,
  before: number,
): Acts {
  const end = frame.offsets[lead + 1]!
  let any = false
  let touchedAt = Infinity
  let decidedAt = Infinity
  let endedAt = Infinity
  let decision: Told = 'open'
  for (let position = cause + 1; position < end; position++) {
    const meaning = meanings[frame.shape[position]!]!
    if (meaning === MEANING.nothing) continue
    const time = timeAt(frame, position)
    if (time < at) continue
    if (time >= before) break
    any = true
    if (meaning === MEANING.touch && touchedAt === Infinity) touchedAt = time
    if (meaning >= MEANING.refused && endedAt === Infinity) endedAt = time
    if (decision !== 'open') continue
    if (meaning === MEANING.refused || meaning === MEANING.lost) decision = 'no'
    else if (meaning === MEANING.accepted || meaning === MEANING.deal || meaning === MEANING.won)
      decision = 'yes'
    if (decision !== 'open') decidedAt = time
  }
  return { any, touchedAt, decidedAt, endedAt, decision }
}

const DAY_MS = 86_400_000

class Load {
  readonly #weeks = new Map<string | null, Map<number, number>>()
  #first = Infinity
  #last = -Infinity

  add(team: string | null, at: number): void {
    const week = mondayOf(at)
    const weeks = this.#weeks.get(team) ?? new Map<number, number>()
    weeks.set(week, (weeks.get(week) ?? 0) + 1)
    this.#weeks.set(team, weeks)
    this.#first = Math.min(this.#first, week)
    this.#last = Math.max(this.#last, week)
  }

  teams(): readonly TeamLoad[] {
    const weeksInAll = (this.#last - this.#first) / 7 + 1
    return [...this.#weeks]
      .map(([team, weeks]) => {
        const handoffs = [...weeks.values()].reduce((sum, count) => sum + count, 0)
        const [week, most] = [...weeks].reduce((a, b) => (b[1] > a[1] ? b : a))
        return {
          team,
          handoffs,
          perWeek: handoffs / weeksInAll,
          busiest: { week: new Date(week * DAY_MS).toISOString().slice(0, 10), handoffs: most },
        }
      })
      .toSorted((a, b) => b.handoffs - a.handoffs || (String(a.team) < String(b.team) ? -1 : 1))
  }
}
