/** The deal: opened, changed, offered, won or lost. */
import type { SalesAct } from '@baton/protocol'
import type { Pipeline } from '@baton/protocol'
import { Refusal } from '../../platform/http/refusal.ts'
import { type ActEvent, actEvent, type Doing, handoffIn, refused } from './doing.ts'

type Act<Name extends SalesAct['act']> = Extract<SalesAct, { act: Name }>

export function open(doing: Doing, act: Act<'open-opportunity'>, pipeline: Pipeline): readonly ActEvent[] {
  handoffIn(
    doing,
    ['sal', 'sql'],
    'An opportunity is opened with a lead that sales accepted and that has none yet.',
  )
  return [
    actEvent(doing, 'Opportunity Opened', {
      ...said(act, pipeline),
      stage: act.stage ?? pipeline.stages[0]!.id,
    }),
  ]
}

export function change(
  doing: Doing,
  act: Act<'change-opportunity'>,
  pipeline: Pipeline,
): readonly ActEvent[] {
  assertOpen(doing)
  return [actEvent(doing, 'Opportunity Changed', said(act, pipeline))]
}

export function sendProposal(
  doing: Doing,
  { kind, amount, currency }: Act<'send-proposal'>,
): readonly ActEvent[] {
  assertOpen(doing)
  return [actEvent(doing, 'Proposal Sent', { kind, amount, currency })]
}

export function win(doing: Doing, { amount, currency, reason }: Act<'win'>): readonly ActEvent[] {
  assertOpen(doing)
  return [actEvent(doing, 'Opportunity Won', { amount, currency, reason })]
}

export function lose(doing: Doing, { reason, note }: Act<'lose'>): readonly ActEvent[] {
  assertOpen(doing)
  return [actEvent(doing, 'Opportunity Lost', { reason, note })]
}

function assertOpen(doing: Doing): void {
  handoffIn(doing, ['opportunity'], 'This lead has no open opportunity.')
  if (!doing.state.opportunity) throw refused('This lead has no open opportunity.')
}

/** In the words of events; null takes back, what is not named stays. */
function said(act: Act<'open-opportunity'> | Act<'change-opportunity'>, { stages }: Pipeline) {
  const { amount, currency, stage, products, nextStep, nextStepOn, closesOn } = act
  if (stage !== undefined && !stages.some(({ id }) => id === stage)) {
    const known = stages.map(({ id }) => id).join(', ')
    throw new Refusal('invalid_request', `The pipeline has no stage “${stage}”; it has ${known}.`)
  }
  return {
    amount,
    currency,
    stage,
    products,
    next_step: nextStep,
    next_step_on: nextStepOn,
    closes_on: closesOn,
  }
}
