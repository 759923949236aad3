/** Random programs over what the agreement of Northbeam and random histories know, as documents. */
import fc from 'fast-check'
import { TONES } from '../program/program.ts'
import { randomAudience } from './random-audience.ts'

const duration = fc.constantFrom('1 minute', '5 hours', '1 day', '3 days', '30 days', '2 weeks')

/** Without an id. */
const straight: fc.Arbitrary<object> = fc.oneof(
  fc.record({ send: fc.constantFrom('hello', 'case-study', 'next-best'), tone: fc.constantFrom(...TONES) }),
  fc.record({ wait: duration }),
  fc.record({ 'wait-for': randomAudience, 'up-to': duration }),
  fc.constantFrom(
    { set: { field: 'lead.persona', to: 'Buyer' } },
    { tell: 'owner', text: 'Read all of it' },
    { tell: 'team emea', text: 'Read all of it' },
    { webhook: 'crm' },
  ),
)

const anySteps: fc.Arbitrary<readonly object[]> = fc.letrec<{ steps: object[]; step: object }>((tie) => ({
  steps: fc.array(tie('step'), { maxLength: 4 }),
  step: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'steps' },
    { weight: 4, arbitrary: straight },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.array(fc.record({ when: randomAudience, steps: tie('steps') }), { minLength: 1, maxLength: 2 }),
          fc.option(tie('steps'), { nil: null }),
        )
        .map(([ways, others]) => ({ branch: others ? [...ways, { steps: others }] : ways })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({
          by: fc.constantFrom('goal', 'click'),
          arms: fc.array(tie('steps'), { minLength: 2, maxLength: 3 }),
        })
        .map(({ by, arms }) => ({
          split: { by, arms: arms.map((steps, arm) => ({ id: `arm-${arm}`, steps })) },
        })),
    },
  ),
})).steps

export interface ProgramDocument {
  readonly kind?: string
  readonly steps: readonly { readonly id: string }[]
  readonly [key: string]: unknown
}

export const randomProgram: fc.Arbitrary<ProgramDocument> = fc
  .record({
    kind: fc.constantFrom('marketing', 'marketing', 'sales', 'customers'),
    when: fc.oneof(randomAudience, fc.constant({ not: { stage: 'visitor' } })),
    again: fc.constantFrom('never', 'after 90 days', 'after 1 hour'),
    goal: fc.oneof(randomAudience, fc.constant({ stage: ['opportunity', 'customer'] })),
    leave: fc.option(randomAudience, { nil: undefined }),
    holdOut: fc.constantFrom(undefined, '50%', '12.5%', '33.3%'),
    hours: fc.constantFrom(undefined, {
      zone: 'Europe/Berlin',
      'mon-thu': '09:00-17:00',
      sat: '10:00-12:30',
      holidays: ['2026-12-25'],
    }),
    compare: fc.option(randomAudience, { nil: undefined }),
    offer: fc.option(randomAudience, { nil: undefined }),
    steps: anySteps.filter((steps) => steps.length > 0),
  })
  .map(({ kind, when, again, goal, leave, holdOut, hours, compare, offer, steps }) => {
    const tones = { ...(compare ? { compare } : {}), ...(offer ? { offer } : {}) }
    return {
      program: 'random',
      name: 'Random',
      purpose: 'newsletter',
      kind,
      enter: { when, again },
      goal,
      ...(leave ? { leave } : {}),
      ...(holdOut ? { 'hold-out': holdOut } : {}),
      ...(hours ? { hours } : {}),
      ...(compare || offer ? { tones } : {}),
      steps: withIds(steps, { last: 0 }),
    }
  })

interface Unnamed {
  readonly branch?: readonly { readonly steps: readonly Unnamed[] }[]
  readonly split?: { readonly arms: readonly { readonly steps: readonly Unnamed[] }[] }
}

/** Every step gets an id of its own, wherever it stands. */
function withIds(steps: readonly Unnamed[], counter: { last: number }): readonly { readonly id: string }[] {
  const inside = <Part extends { readonly steps: readonly Unnamed[] }>(parts: readonly Part[]) =>
    parts.map((part) => ({ ...part, steps: withIds(part.steps, counter) }))
  return steps.map((step) => ({
    id: `s${++counter.last}`,
    ...step,
    ...(step.branch && { branch: inside(step.branch) }),
    ...(step.split && { split: { ...step.split, arms: inside(step.split.arms) } }),
  }))
}
