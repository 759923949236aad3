/** Reports that leave the application: by a link, by mail on a schedule. */
import { z } from 'zod'
import { reportNameSchema } from './report-schemas.ts'

/** What the address of the report's screen holds; read again by the schema of such addresses. */
const query = z.record(z.string().max(60), z.string().max(4000))
const title = z.string().trim().min(1).max(200)

export const shareRequestSchema = z.object({
  report: reportNameSchema,
  title,
  query,
  /** Days until the link shows nothing any more. */
  days: z.number().int().min(1).max(365),
})

export const shareSchema = z
  .object({
    id: z.string(),
    report: reportNameSchema,
    title: z.string(),
    url: z.string(),
    expiresAt: z.string(),
    /** Who made it. */
    by: z.string().nullable(),
  })
  .meta({ id: 'ReportShare' })

export const sharesSchema = z.object({ data: z.array(shareSchema) }).meta({ id: 'ReportShares' })

export const scheduleRequestSchema = z.object({
  report: reportNameSchema,
  title,
  query,
  /** Ids of people who are active and may read reports. */
  recipients: z.array(z.uuid()).min(1).max(50),
  every: z.enum(['day', 'week', 'month']),
  hour: z.number().int().min(0).max(23),
  zone: z.string().max(60),
})

export const scheduleSchema = z
  .object({
    id: z.string(),
    report: reportNameSchema,
    title: z.string(),
    recipients: z.array(z.object({ id: z.string(), name: z.string() })),
    every: z.enum(['day', 'week', 'month']),
    hour: z.number(),
    zone: z.string(),
    nextAt: z.string(),
    lastAt: z.string().nullable(),
    by: z.string().nullable(),
  })
  .meta({ id: 'ReportSchedule' })

export const schedulesSchema = z
  .object({
    data: z.array(scheduleSchema),
    /** False: there is no mail server, so nothing would leave. */
    mail: z.boolean(),
  })
  .meta({ id: 'ReportSchedules' })

export type ScheduleRequest = z.infer<typeof scheduleRequestSchema>
export type ShareRequest = z.infer<typeof shareRequestSchema>
export type ReportShares = z.infer<typeof sharesSchema>
export type ReportSchedules = z.infer<typeof schedulesSchema>
