/** What came of a program: who is where, what was sent, and what followed for those who were written to and those held out. */
import { difference, sequentialComparison } from '@baton/engine'
import { audienceContext } from '@baton/engine/audience'
import { type Program, type ProgramStep, readProgram } from '@baton/engine/program'
import type { LeftBecause, ProgramResults } from '@baton/protocol'
import type pg from 'pg'
import { nothingThere } from '../platform/http/refusal.ts'
import { sendResults } from '../sends/index.ts'
import { stepsOf } from './check-program.ts'
import { FOLLOWED, repliedAfter } from './mail-results.ts'
import { reachedAfter } from './program-leads.ts'
import type { ProgramServices } from './program-services.ts'

type Services = Pick<ProgramServices, 'pool' | 'agreements'>

/** @throws Refusal `not_found` where it was never started */
export async function programResults(services: Services, id: string): Promise<ProgramResults> {
  const { pool } = services
  const { rows } = await pool.query<{ document: string }>(
    `select v.document from programs p join program_versions v on v.program_id = p.id and v.version = p.version
     where p.id = $1`,
    [id],
  )
  if (!rows[0]) throw nothingThere()
  const { compiled } = await services.agreements.inForce(pool)
  const { program } = readProgram(rows[0].document, audienceContext(compiled))
  const steps = program ? stepsOf(program.steps) : []
  const [totals, left, counted, followed] = await Promise.all([
    totalsOf(pool, id),
    leftOf(pool, id),
    countedSteps(pool, id, steps),
    followedOf(pool, id),
  ])
  const splits = program ? await splitsOf(pool, program, counted) : []
  return { ...totals, left: [...left], steps: [...counted], followed: [...followed], splits: [...splits] }
}

async function totalsOf(pool: pg.Pool, id: string) {
  const { rows } = await pool.query<Pick<ProgramResults, 'entered' | 'heldOut' | 'inIt' | 'paused'>>(
    `select count(*)::int as entered, count(*) filter (where held_out)::int as "heldOut",
       count(*) filter (where left_at is null)::int as "inIt",
       count(*) filter (where left_at is null and paused_at is not null)::int as paused
     from enrolments where program_id = $1`,
    [id],
  )
  return rows[0]!
}

async function leftOf(pool: pg.Pool, id: string) {
  const { rows } = await pool.query<{ why: LeftBecause; count: number }>(
    `select why, count(*)::int as count from enrolments where program_id = $1 and left_at is not null
     group by 1 order by 2 desc, 1`,
    [id],
  )
  return rows
}

type CountedStep = ProgramResults['steps'][number]

async function countedSteps(
  pool: pg.Pool,
  id: string,
  steps: readonly ProgramStep[],
): Promise<readonly CountedStep[]> {
  const { rows } = await pool.query<Pick<CountedStep, 'step' | 'passed' | 'passedOver'>>(
    `select s.step, count(*)::int as passed, count(*) filter (where s.what = 'passed-over')::int as "passedOver"
     from enrolments e join enrolment_steps s on s.enrolment_id = e.id where e.program_id = $1 and s.step is not null group by 1`,
    [id],
  )
  const standing = await pool.query<{ step: string; count: number }>(
    'select step, count(*)::int as count from enrolments where program_id = $1 and left_at is null group by 1',
    [id],
  )
  const replies = await repliesOf(pool, id)
  return await Promise.all(
    steps.map(async ({ id: step, kind }) => {
      const known = rows.find((row) => row.step === step)
      const sent = kind === 'send' ? await sendResults(pool, { program: id, step }) : null
      return {
        step,
        standing: standing.rows.find((row) => row.step === step)?.count ?? 0,
        passed: known?.passed ?? 0,
        passedOver: known?.passedOver ?? 0,
        mail: sent && {
          queued: sent.queued,
          sent: sent.sent,
          delivered: sent.delivered,
          humanClicks: sent.humanClicks,
          unsubscribed: sent.unsubscribed,
          replies: replies.get(step) ?? 0,
        },
      }
    }),
  )
}

/** Passes in which somebody of sales noted an answer by mail within two weeks of the step. */
async function repliesOf(pool: pg.Pool, id: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ step: string; count: number }>(
    `select s.step, count(distinct e.id)::int as count
     from enrolments e join enrolment_steps s on s.enrolment_id = e.id and s.what = 'send'
       join leads l on l.id = e.lead_id
     where e.program_id = $1 and ${repliedAfter('s.at')} group by 1`,
    [id],
  )
  return new Map(rows.map(({ step, count }) => [step, count]))
}

async function followedOf(pool: pg.Pool, id: string): Promise<ProgramResults['followed']> {
  const { rows } = await pool.query<{ stage: string; heldOut: boolean; n: number; successes: number }>(
    `select g.stage, e.held_out as "heldOut", count(*)::int as n,
       count(*) filter (where ${reachedAfter('g.stage')})::int as successes
     from enrolments e join leads l on l.id = e.lead_id cross join unnest($2::text[]) as g(stage)
     where e.program_id = $1 group by 1, 2`,
    [id, FOLLOWED],
  )
  return FOLLOWED.map((stage) => {
    const share = (heldOut: boolean) =>
      rows.find((row) => row.stage === stage && row.heldOut === heldOut) ?? { successes: 0, n: 0 }
    return { stage, shares: difference(share(false), share(true)) }
  })
}

type Split = Extract<ProgramStep, { readonly kind: 'split' }>

async function splitsOf(
  pool: pg.Pool,
  program: Program,
  counted: readonly CountedStep[],
): Promise<ProgramResults['splits']> {
  const splits = stepsOf(program.steps).filter((step): step is Split => step.kind === 'split')
  return await Promise.all(
    splits.map(async (split) => {
      const { rows } = await pool.query<{ arm: string; passes: number; goals: number }>(
        `select s.detail ->> 'arm' as arm, count(*)::int as passes, count(*) filter (where e.why = 'goal')::int as goals
         from enrolments e join enrolment_steps s on s.enrolment_id = e.id
         where e.program_id = $1 and s.step = $2 and s.detail ->> 'arm' is not null and not e.held_out group by 1`,
        [program.id, split.id],
      )
      const arms = split.arms.map(({ id: arm, steps }) => {
        const known = rows.find((row) => row.arm === arm)
        const passes = known?.passes ?? 0
        return {
          arm,
          passes,
          successes: split.by === 'goal' ? (known?.goals ?? 0) : clicksIn(steps, counted, passes),
        }
      })
      return { step: split.id, by: split.by, arms, comparisons: [...comparisonsOf(arms)] }
    }),
  )
}

/** Passes with a click of a person on the first mail of the arm: later mails go to those who are left, and compare nothing. */
function clicksIn(steps: readonly ProgramStep[], counted: readonly CountedStep[], passes: number): number {
  const first = stepsOf(steps).find(({ kind }) => kind === 'send')
  const clicks = counted.find(({ step }) => step === first?.id)?.mail?.humanClicks ?? 0
  return Math.min(passes, clicks)
}

const ALPHA = 0.05

/** The first arm against each other one, at a level that allows for how many there are. */
function comparisonsOf(arms: ProgramResults['splits'][number]['arms']) {
  const [first, ...others] = arms
  if (!first) return []
  return others.map((other) => {
    const { p, mayStop, better, tooFew } = sequentialComparison(
      { successes: first.successes, n: first.passes },
      { successes: other.successes, n: other.passes },
      { alpha: ALPHA / others.length },
    )
    const winner = better === null ? null : better === 'of' ? first.arm : other.arm
    return { of: first.arm, against: other.arm, p, mayStop, better: winner, tooFew }
  })
}
