/** Money spent to bring people, by source and campaign over days, and how amounts are to be read. */
import { z } from 'zod'

/** A day of the calendar from 2000 to 2099, `2026-03-31`. */
export const calendarDaySchema = z.iso
  .date({ error: 'has to be a day such as 2026-03-31', abort: true })
  .regex(/^20/, {
    error: 'has to be a day from 2000 to 2099',
    abort: true,
  })

export const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'has to be a code of three letters such as EUR')

/** What the database keeps without loss, at most a hundred billion. */
export const spendAmountSchema = z.number().min(0).max(1e11).multipleOf(0.01)

const nameOf = (least: number) =>
  z
    .string()
    .trim()
    .min(least)
    .max(200)
    .regex(/^\P{Cc}*$/u, 'must not hold control characters')

const written = {
  /** As touches name it: `paid-search`. Case does not matter. */
  source: nameOf(1),
  /** Empty: the source as a whole. */
  campaign: nameOf(0).default(''),
  /** First and last day, both included; the amount counts evenly over them. */
  from: calendarDaySchema,
  to: calendarDaySchema,
  amount: spendAmountSchema,
  currency: currencySchema,
  note: z.string().trim().max(500).default(''),
}

export const spendWrittenSchema = z
  .object(written)
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'has to be the first day or later' })
  .meta({ id: 'SpendWritten' })

export const spendEntrySchema = z
  .object({
    ...written,
    campaign: z.string(),
    note: z.string(),
    id: z.string(),
    /** A file brought it. */
    imported: z.boolean(),
    by: z.string().nullable(),
    at: z.string(),
  })
  .meta({ id: 'SpendEntry' })

/** Rows whose days overlap these; without them all. */
export const spendQuerySchema = z.object({
  from: calendarDaySchema.optional(),
  to: calendarDaySchema.optional(),
})

export const spendListSchema = z
  .object({
    /** The latest days first, as many as one answer carries. */
    data: z.array(spendEntrySchema),
    total: z.number(),
    /** Of all that match, by currency. */
    sums: z.array(z.object({ currency: z.string(), amount: z.number() })),
  })
  .meta({ id: 'SpendList' })

export const spendImportedSchema = z
  .object({
    rows: z.number(),
    /** Nothing is stored when there is a problem. */
    added: z.number(),
    /** Stored before, word for word. */
    known: z.number(),
    /** Columns that mean nothing here. */
    ignored: z.array(z.string()),
    /** The first of them; `problemsTotal` says how many there are. */
    problems: z.array(
      z.object({
        /** From 1, the header included. */
        line: z.number(),
        column: z.string().nullable(),
        value: z.string(),
        expected: z.string(),
      }),
    ),
    problemsTotal: z.number(),
  })
  .meta({ id: 'SpendImported' })

export const moneySettingsSchema = z
  .object({
    /** That reports are in. */
    currency: currencySchema,
    /** What one unit of a currency is worth in that of reports. */
    rates: z.record(currencySchema, z.number().positive().max(1e9)),
    /** Amounts that name no currency are in that of reports; false: they are counted apart. */
    bareAmounts: z.boolean(),
    /** Share of revenue left after what it costs to deliver; 1: not known. */
    margin: z.number().gt(0).max(1),
    /** Months that the amount of a deal stands for; null: not known. */
    amountMonths: z.number().int().min(1).max(120).nullable(),
  })
  .meta({ id: 'MoneySettings' })

export type SpendWritten = z.infer<typeof spendWrittenSchema>
export type SpendEntry = z.infer<typeof spendEntrySchema>
export type SpendQuery = z.infer<typeof spendQuerySchema>
export type SpendList = z.infer<typeof spendListSchema>
export type SpendImported = z.infer<typeof spendImportedSchema>
export type SpendProblem = SpendImported['problems'][number]
export type MoneySettings = z.infer<typeof moneySettingsSchema>
