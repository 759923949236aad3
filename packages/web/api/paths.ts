/**
 * The protocol's routes as the browser needs them: the path, and the answer's type. Only types are imported, so that
 * the schemas and the library behind them stay on the server; a test holds these paths against the declared ones.
 */
import type { routes } from '@baton/protocol'

type Routes = typeof routes
/** What the screens read. */
export type RouteName = Exclude<
  keyof Routes,
  'separateVisitor' | 'proposeAgreement' | 'planAgreement' | 'signAgreement' | 'judgingProgress'
>
export type Answer<Name extends RouteName> = ReturnType<Routes[Name]['answer']['parse']>

export const paths: Readonly<Record<RouteName, string>> = {
  status: '/api/status',
  leads: '/api/leads',
  lead: '/api/leads/:id',
  leadHistory: '/api/leads/:id/history',
  sources: '/api/sources',
  agreement: '/api/agreement',
  agreementVersions: '/api/agreement/versions',
  agreementVersion: '/api/agreement/versions/:version',
}
