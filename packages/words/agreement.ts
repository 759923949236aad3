/** A whole agreement as sections of sentences, in the order in which the file has them. */
import type { Agreement, ClauseId, SqlNeed, WorkingHours } from '@baton/engine'
import {
  sayComplete,
  sayCriterion,
  sayDisqualifyClause,
  sayFitClause,
  sayGrades,
  sayHandoffClock,
  sayMeter,
  sayPointsClause,
  sayRecycleReason,
  sayTier,
} from './clauses.ts'
import { sayCondition } from './conditions.ts'
import { sayStage, sayTeam } from './names.ts'
import { sayCount, sayCounted, sayDate, sayDuration, sayList, sayPercent } from './numbers.ts'
import { sayWhere } from './where.ts'

export interface Sentence {
  readonly clause: ClauseId
  readonly text: string
}

export interface AgreementSection {
  /** The key of the document that the section speaks about: `points`, `mql`. */
  readonly id: string
  readonly title: string
  /** What the section is for, for somebody who reads an agreement for the first time. */
  readonly about: string
  readonly sentences: readonly Sentence[]
}

/** Everything that the agreement says, as sentences that each cite their clause. Empty sections are left out. */
export function sayAgreement(agreement: Agreement): readonly AgreementSection[] {
  const sections: readonly AgreementSection[] = [
    {
      id: 'meters',
      title: 'Meters',
      about: 'Tanks that points are poured into. The score is their sum.',
      sentences: agreement.meters.map((meter) => ({ clause: `meters.${meter.id}`, text: sayMeter(meter) })),
    },
    {
      id: 'points',
      title: 'Points',
      about: 'What leads do, and what it is worth.',
      sentences: agreement.points.map((clause) => ({ clause: clause.id, text: sayPointsClause(clause) })),
    },
    fitSection(agreement),
    {
      id: 'disqualify',
      title: 'Disqualified',
      about: 'Never handed over, whatever the score.',
      sentences: agreement.disqualify.map((clause) => ({
        clause: clause.id,
        text: sayDisqualifyClause(clause),
      })),
    },
    mqlSection(agreement),
    handoffSection(agreement),
    sqlSection(agreement),
    {
      id: 'recycle',
      title: 'Recycling',
      about: 'Going back is ordinary: how long a lead rests, and what it keeps.',
      sentences: agreement.recycle.map((reason) => ({
        clause: `recycle.${reason.id}`,
        text: sayRecycleReason(reason),
      })),
    },
    promisesSection(agreement),
  ]
  return sections.filter((section) => section.sentences.length > 0)
}

function fitSection(agreement: Agreement): AgreementSection {
  const points = agreement.fit.points.map((clause) => ({ clause: clause.id, text: sayFitClause(clause) }))
  const grades = { clause: 'fit.grades', text: sayGrades(agreement.fit.grades) }
  return {
    id: 'fit',
    title: 'Fit',
    about: 'How well person and company match the ideal customer. Fit does not fade.',
    sentences: points.length > 0 ? [...points, grades] : [],
  }
}

function mqlSection(agreement: Agreement): AgreementSection {
  const tiers = agreement.tiers.map((tier) => ({ clause: tier.clauseId, text: sayTier(tier) }))
  const complete =
    agreement.complete.length > 0 ? [{ clause: 'mql.complete', text: sayComplete(agreement.complete) }] : []
  return {
    id: 'mql',
    title: sayStage('mql', agreement.names),
    about: 'The first tier that holds promotes the lead and hands it to sales.',
    sentences: [...tiers, ...complete],
  }
}

const OVERDUE: Readonly<Record<Agreement['handoff']['onOverdue'], string>> = {
  reassign: 'An overdue handoff is given to somebody else.',
  recycle: 'An overdue handoff is recycled.',
  notify: 'An overdue handoff is reported and stays where it is.',
}

function handoffSection(agreement: Agreement): AgreementSection {
  const { clocks, hours, effort, route, onOverdue } = agreement.handoff
  const sentences: Sentence[] = clocks.map((clock) => ({
    clause: `handoff.clocks.${clock.id}`,
    text: sayHandoffClock(clock),
  }))
  if (hours !== undefined) sentences.push({ clause: 'handoff.hours', text: sayHours(hours) })
  if (effort !== undefined) {
    const { attempts, channels, withinMs } = effort
    const text = `Before a lead is called unreachable sales owes it ${sayCounted(attempts, 'attempt')} over ${sayCounted(channels, 'channel')} within ${sayDuration(withinMs)}.`
    sentences.push({ clause: 'handoff.effort', text })
  }
  for (const [index, step] of route.entries()) {
    const where = step.where.length > 0 ? ` when ${sayWhere(step.where)}` : index === 0 ? '' : ' otherwise'
    sentences.push({ clause: 'handoff.route', text: `Handed to ${sayTeam(step.team)}${where}.` })
  }
  if (clocks.length > 0) sentences.push({ clause: 'handoff.on-overdue', text: OVERDUE[onOverdue] })
  return {
    id: 'handoff',
    title: 'Handoff',
    about: 'Who receives a lead, and how soon it must be worked.',
    sentences,
  }
}

const WEEK = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function sayHours(hours: WorkingHours): string {
  const days = hours.week.map((day) => (day === null ? null : `${clockOf(day.from)} to ${clockOf(day.to)}`))
  const spans: string[] = []
  for (let from = 0; from < days.length;) {
    let to = from
    while (to + 1 < days.length && days[to + 1] === days[from]) to += 1
    const span = days[from]
    if (span !== null) spans.push(`${WEEK[from]}${to > from ? ` to ${WEEK[to]}` : ''}, ${span}`)
    from = to + 1
  }
  const off = hours.holidays.map((day) => sayDate(Date.parse(day)))
  const closed = off.length > 0 ? `, not on ${sayList(off, 'and')}` : ''
  return `Clocks run ${sayList(spans, 'and')}, ${hours.zone}${closed}.`
}

function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

const NEED_WORDS: Readonly<Record<SqlNeed, string>> = {
  accepted: 'accepted by sales',
  'meeting-held': 'met with',
  contacted: 'reached by sales',
  'demo-seen': 'shown the product',
  mql: 'marketing qualified before',
}

function sqlSection(agreement: Agreement): AgreementSection {
  const { needs, criteria, satisfied, condition } = agreement.sql
  const sentences: Sentence[] = []
  if (needs.length > 0) {
    const list = sayList(
      needs.map((need) => NEED_WORDS[need]),
      'and',
    )
    sentences.push({ clause: 'sql.needs', text: `The lead has been ${list}.` })
  }
  for (const criterion of criteria)
    sentences.push({ clause: criterion.clauseId, text: sayCriterion(criterion) })
  if (criteria.length > 0) {
    const count =
      satisfied === criteria.length
        ? `All ${sayCount(satisfied)}`
        : `${sayCount(satisfied)} of ${criteria.length}`
    sentences.push({ clause: 'sql.satisfied', text: `${count} criteria have to be satisfied.` })
  }
  if (condition !== undefined)
    sentences.push({ clause: `sql.${condition.kind}`, text: `Also: ${sayCondition(condition)}.` })
  return {
    id: 'sql',
    title: sayStage('sql', agreement.names),
    about: 'What sales has to have done and learnt.',
    sentences,
  }
}

function promisesSection(agreement: Agreement): AgreementSection {
  const { marketing, sales } = agreement.promises
  const owed: string[] = []
  if (marketing.mqlsPerMonth !== undefined)
    owed.push(`${sayCount(marketing.mqlsPerMonth)} qualified leads a month`)
  if (marketing.accepted !== undefined) owed.push(`${sayPercent(marketing.accepted)} of them accepted`)
  const speed: string[] = []
  if (sales.firstTouchOnTime !== undefined)
    speed.push(`${sayPercent(sales.firstTouchOnTime)} of first touches on time`)
  if (sales.decidedOnTime !== undefined) speed.push(`${sayPercent(sales.decidedOnTime)} of decisions on time`)
  const sentences: Sentence[] = []
  if (owed.length > 0)
    sentences.push({ clause: 'promises.marketing', text: `Marketing promises ${sayList(owed, 'and')}.` })
  if (speed.length > 0)
    sentences.push({ clause: 'promises.sales', text: `Sales promises ${sayList(speed, 'and')}.` })
  return { id: 'promises', title: 'Promises', about: 'What each side owes the other.', sentences }
}
