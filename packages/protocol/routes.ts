/** Every route that the web application and the command line call: its method, path and meaning in one place. */
import { agreementRoutes } from './routes/agreement-routes.ts'
import { captureRoutes } from './routes/capture-routes.ts'
import { contentRoutes } from './routes/content-routes.ts'
import { formRoutes } from './routes/form-routes.ts'
import { importRoutes } from './routes/import-routes.ts'
import { eventRoutes } from './routes/event-routes.ts'
import { leadRoutes } from './routes/lead-routes.ts'
import { mailRoutes } from './routes/mail-routes.ts'
import { peopleRoutes } from './routes/people-routes.ts'
import { personaRoutes } from './routes/persona-routes.ts'
import { programRoutes } from './routes/program-routes.ts'
import { referralRoutes } from './routes/referral-routes.ts'
import { reportRoutes } from './routes/report-routes.ts'
import { salesRoutes } from './routes/sales-routes.ts'
import { sendingRoutes } from './routes/sending-routes.ts'
import { segmentRoutes } from './routes/segment-routes.ts'
import { spendRoutes } from './routes/spend-routes.ts'

export const routes = {
  ...peopleRoutes,
  ...leadRoutes,
  ...salesRoutes,
  ...agreementRoutes,
  ...captureRoutes,
  ...eventRoutes,
  ...contentRoutes,
  ...formRoutes,
  ...importRoutes,
  ...reportRoutes,
  ...personaRoutes,
  ...segmentRoutes,
  ...spendRoutes,
  ...mailRoutes,
  ...sendingRoutes,
  ...programRoutes,
  ...referralRoutes,
} as const

export type RouteName = keyof typeof routes
