/** What came of talking with a lead: attempts to reach it, answers, objections, what it needs. */
import type { Criterion } from '@baton/engine'
import type { SalesAct } from '@baton/protocol'
import { Refusal } from '../../platform/http/refusal.ts'
import { type ActEvent, actEvent, type Doing, HANDED_OVER, handoffIn } from './doing.ts'

type Act<Name extends SalesAct['act']> = Extract<SalesAct, { act: Name }>

const NOT_HANDED_OVER = 'Sales does not have this lead: take it up first.'

export function touch(doing: Doing, { channel, outcome, note }: Act<'touch'>): readonly ActEvent[] {
  handoffIn(doing, HANDED_OVER, NOT_HANDED_OVER)
  return [actEvent(doing, 'Touch Logged', { channel, outcome, note })]
}

export function answer(doing: Doing, act: Act<'answer'>): readonly ActEvent[] {
  handoffIn(doing, HANDED_OVER, NOT_HANDED_OVER)
  const { criteria } = doing.compiled.agreement.sql
  const criterion = criteria.find(({ id }) => id === act.criterion)
  if (!criterion) {
    const known = criteria.map(({ id }) => id).join(', ') || 'none'
    throw new Refusal(
      'invalid_request',
      `The agreement has no criterion “${act.criterion}”; it has ${known}.`,
    )
  }
  if (act.value !== null && !fits(criterion, act.value))
    throw new Refusal('invalid_request', `“${act.criterion}” is answered with ${expected(criterion)}.`)
  const { value, source, saidBy, note } = act
  return [
    actEvent(doing, 'Criterion Answered', { criterion: criterion.id, value, source, said_by: saidBy, note }),
  ]
}

function fits({ ask, options }: Criterion, value: string | number | boolean): boolean {
  switch (ask) {
    case 'money':
    case 'number':
    case 'months':
      return typeof value === 'number' && Number.isFinite(value) && value >= 0
    case 'choice':
      return typeof value === 'string' && options.includes(value)
    case 'yes-no':
      return typeof value === 'boolean'
    case 'text':
      return typeof value === 'string' && value.trim() !== ''
    default:
      return ask satisfies never
  }
}

function expected({ ask, options }: Criterion): string {
  if (ask === 'choice') return `one of ${options.join(', ')}`
  if (ask === 'yes-no') return 'yes or no'
  return ask === 'text' ? 'text' : 'a number of at least 0'
}

export async function object(doing: Doing, act: Act<'object'>): Promise<readonly ActEvent[]> {
  handoffIn(doing, HANDED_OVER, NOT_HANDED_OVER)
  const { rowCount } = await doing.client.query('select 1 from plays where id::text = $1', [act.objection])
  if (!rowCount) throw new Refusal('invalid_request', 'The playbook has no such objection.')
  const { objection, answered, note } = act
  return [actEvent(doing, 'Objection Raised', { objection, answered, note })]
}

export function assess(doing: Doing, act: Act<'assess'>): readonly ActEvent[] {
  handoffIn(doing, HANDED_OVER, NOT_HANDED_OVER)
  const { challenges, features, timeline, tools } = act
  return [actEvent(doing, 'Needs Assessed', { challenges, features, timeline, tools })]
}
