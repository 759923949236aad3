/** What programs work with. */
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import type { Intake } from '../events/index.ts'
import type { SegmentBook } from '../segments/index.ts'

type Client = pg.Pool | pg.ClientBase

export interface ProgramServices {
  readonly pool: pg.Pool
  readonly agreements: Agreements
  readonly intake: Pick<Intake, 'accept'>
  /** Of what Baton itself does. */
  readonly sourceId: string
  readonly segments: SegmentBook
  /** Id of the best content for a lead next; null: there is none. */
  readonly nextContent: (
    client: Client,
    leadId: string,
    exclude: ReadonlySet<string>,
  ) => Promise<string | null>
  /** Begins links, without a slash at its end. */
  readonly baseUrl: () => string
  readonly log: (line: string) => void
}
