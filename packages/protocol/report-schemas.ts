/** Reports on the wire: the leads behind a number are opened by its cell. Times are milliseconds since 1970-01-01 UTC. */
import { ENTRY_STAGES, VOLUME_FIGURES, WAY_OF_CYCLE } from '@baton/engine/reports'
import { z } from 'zod'
import { contentReportSchema } from './content-schemas.ts'
import { countedSchema } from './counted-schema.ts'
import { leadRowSchema } from './lead-schemas.ts'
import { proportionSchema } from './plan-schemas.ts'
import {
  benchmarksSchema,
  focusSchema,
  kindsSchema,
  personasReportSchema,
  traitsSchema,
} from './report-people-schemas.ts'
import {
  dealsSchema,
  lifecycleReportSchema,
  moneySchema,
  retentionReportSchema,
} from './report-money-schemas.ts'

const entryStage = z.enum(ENTRY_STAGES)
const wayStage = z.enum(WAY_OF_CYCLE)
const unit = z.enum(['lead', 'cycle'])
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()

const funnelGroup = z.object({
  name: z.string().nullable(),
  entered: countedSchema,
  immature: countedSchema,
  steps: list(
    z.object({
      stage: entryStage,
      reached: countedSchema,
      open: countedSchema,
      left: countedSchema,
      ofBefore: proportionSchema.nullable(),
      ofAll: proportionSchema.nullable(),
    }),
  ),
})

export const funnelSchema = z
  .object({ unit, whole: funnelGroup, groups: list(funnelGroup) })
  .meta({ id: 'Funnel' })

const place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stage'), stage: entryStage }),
  z.object({
    kind: z.literal('left'),
    end: z.enum(['rejected', 'returned', 'overdue', 'lost', 'disqualified']),
    reason: z.string(),
  }),
  z.object({ kind: z.literal('open'), stage: entryStage }),
  z.object({ kind: z.literal('waiting') }),
  z.object({ kind: z.literal('disqualified') }),
  z.object({ kind: z.literal('active') }),
  z.object({ kind: z.literal('quiet') }),
  z.object({ kind: z.literal('won') }),
])

export const flowSchema = z
  .object({
    unit,
    entered: countedSchema,
    places: list(countedSchema.extend({ key: z.string(), place })),
    links: list(countedSchema.extend({ from: z.string(), to: z.string() })),
  })
  .meta({ id: 'Flow' })

const line = countedSchema.extend({ key: z.string() })

export const statementSchema = z
  .object({
    ours: countedSchema,
    theirs: countedSchema,
    both: countedSchema,
    less: list(line),
    more: list(line),
  })
  .meta({ id: 'Statement' })

const volumeFigures = z.object(
  Object.fromEntries(VOLUME_FIGURES.map((figure) => [figure, countedSchema])) as Record<
    (typeof VOLUME_FIGURES)[number],
    typeof countedSchema
  >,
)

export const volumeSchema = z
  .object({
    totals: volumeFigures,
    over: list(z.object({ from: z.number(), to: z.number(), figures: volumeFigures })),
    contents: list(
      z.object({
        title: z.string(),
        takers: countedSchema,
        promoted: countedSchema,
        sql: countedSchema,
        won: countedSchema,
      }),
    ),
    pipeline: z.object({
      open: countedSchema,
      withoutAmount: z.number(),
      amounts: list(z.object({ currency: z.string(), amount: z.number() })),
    }),
  })
  .meta({ id: 'Volume' })

const kept = z.object({
  kept: countedSchema,
  broken: countedSchema,
  running: countedSchema,
  rate: proportionSchema,
})

const promiseFigures = z.object({ mqls: countedSchema, accepted: kept, firstTouch: kept, decided: kept })

export const promisesSchema = z
  .object({
    promised: z.object({
      marketing: z.object({ mqlsPerMonth: z.number().optional(), accepted: z.number().optional() }),
      sales: z.object({ firstTouchOnTime: z.number().optional(), decidedOnTime: z.number().optional() }),
    }),
    whole: promiseFigures,
    teams: list(promiseFigures.extend({ team: z.string() })),
    over: list(promiseFigures.extend({ from: z.number(), to: z.number() })),
    pace: z.object({
      promised: z.number().nullable(),
      promisedByNow: z.number().nullable(),
      soFar: z.number(),
      forecast: z
        .object({
          expected: z.number(),
          low80: z.number(),
          high80: z.number().nullable(),
          low95: z.number(),
          high95: z.number().nullable(),
          tooFew: z.boolean(),
        })
        .nullable(),
    }),
    ratio: z.object({ leads: countedSchema, won: countedSchema }),
  })
  .meta({ id: 'Promises' })

export const paceSchema = z
  .object({
    stages: list(
      z.object({
        stage: wayStage,
        entered: countedSchema,
        wentOn: countedSchema,
        wentBack: countedSchema,
        open: countedSchema,
        quarter: z.number().nullable(),
        median: z.number().nullable(),
        threeQuarters: z.number().nullable(),
      }),
    ),
    curves: list(
      z.object({
        name: z.string().nullable(),
        entered: countedSchema,
        points: list(z.object({ days: z.number(), share: z.number(), low: z.number(), high: z.number() })),
      }),
    ),
    test: z
      .object({
        groups: list(z.object({ n: z.number(), observed: z.number(), expected: z.number() })),
        chiSquare: z.number(),
        degrees: z.number(),
        p: z.number(),
        tooFew: z.boolean(),
      })
      .nullable(),
    passes: list(
      z.object({ pass: z.number(), promoted: countedSchema, sql: countedSchema, rate: proportionSchema }),
    ),
  })
  .meta({ id: 'Pace' })

const rejectionRow = z.object({
  why: z.string().nullable(),
  rejected: countedSchema,
  wonLater: countedSchema,
  wonByOther: countedSchema,
  openAgain: countedSchema,
  rate: proportionSchema,
})

const workRow = z.object({
  name: z.string().nullable(),
  promoted: countedSchema,
  worked: countedSchema,
  unworked: countedSchema,
  open: countedSchema,
  workedShare: proportionSchema,
  whenWorked: proportionSchema,
  whenNot: proportionSchema,
  verdict: z.enum(['good', 'poor-leads', 'poor-work', 'as-all', 'too-few']),
})

export const judgementSchema = z
  .object({
    rejections: z.object({ all: rejectionRow, rows: list(rejectionRow) }),
    promotions: z.object({
      promoted: countedSchema,
      accepted: countedSchema,
      untouched: countedSchema,
      lostInAWeek: countedSchema,
      untouchedRate: proportionSchema,
      lostRate: proportionSchema,
    }),
    work: z.object({ all: workRow, rows: list(workRow) }),
  })
  .meta({ id: 'Judgement' })

const days = z.object({ from: z.string(), to: z.string() })

/** A report with what it is about; `before` is the same of the period that it is compared with. */
function framed<Name extends string, Answer extends z.ZodType>(report: Name, answer: Answer) {
  return z.object({
    report: z.literal(report),
    /** What had happened by then is in it. ISO 8601. */
    asOf: z.string(),
    zone: z.string(),
    period: days,
    compared: days.nullable(),
    answer,
    before: answer.nullable(),
  })
}

const answers = {
  funnel: framed('funnel', funnelSchema),
  flow: framed('flow', flowSchema),
  statement: framed('statement', statementSchema),
  volume: framed('volume', volumeSchema),
  promises: framed('promises', promisesSchema),
  pace: framed('pace', paceSchema),
  judgement: framed('judgement', judgementSchema),
  money: framed('money', moneySchema),
  deals: framed('deals', dealsSchema),
  lifecycle: framed('lifecycle', lifecycleReportSchema),
  retention: framed('retention', retentionReportSchema),
  traits: framed('traits', traitsSchema),
  personas: framed('personas', personasReportSchema),
  kinds: framed('kinds', kindsSchema),
  focus: framed('focus', focusSchema),
  benchmarks: framed('benchmarks', benchmarksSchema),
  content: framed('content', contentReportSchema),
} as const

export const reportNames = Object.keys(answers) as [keyof typeof answers, ...(keyof typeof answers)[]]
export const reportNameSchema = z.enum(reportNames).meta({ id: 'ReportName' })
export const reportParams = z.object({ report: reportNameSchema })

export const reportSchema = z
  .discriminatedUnion('report', [
    answers.funnel,
    answers.flow,
    answers.statement,
    answers.volume,
    answers.promises,
    answers.pace,
    answers.judgement,
    answers.money,
    answers.deals,
    answers.lifecycle,
    answers.retention,
    answers.traits,
    answers.personas,
    answers.kinds,
    answers.focus,
    answers.benchmarks,
    answers.content,
  ])
  .meta({ id: 'Report' })

/** The leads behind one number. */
export const leadsBehindSchema = z
  .object({
    data: z.array(leadRowSchema),
    total: z.number(),
    /** Leads that whoever asks does not reach; they are counted and not listed. */
    outOfReach: z.number(),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'LeadsBehind' })

/** Values that each dimension takes, most frequent first. */
export const reportChoicesSchema = z
  .object({
    asOf: z.string(),
    zone: z.string(),
    /** First day of what is known. */
    since: z.string(),
    dimensions: z.record(z.string(), z.array(z.string())),
    /** Names of people by their ids, which the dimension `owner` has for values. */
    people: z.record(z.string(), z.string()),
  })
  .meta({ id: 'ReportChoices' })

export type Report = z.infer<typeof reportSchema>
export type ReportOf<Name extends Report['report']> = Extract<Report, { report: Name }>
export type LeadsBehind = z.infer<typeof leadsBehindSchema>
export type ReportChoices = z.infer<typeof reportChoicesSchema>
