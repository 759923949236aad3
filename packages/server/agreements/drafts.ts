/** Drafts: documents that are being written, before anybody proposes them. */
import type { AgreementDraft } from '@baton/protocol'
import type pg from 'pg'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { VERSION_IN_FORCE } from './agreement-in-force.ts'
import { proposeVersion } from './propose-version.ts'

const HEAD = `d.id, d.title, d.based_on as "basedOn", d.clause, d.contest, d.revision, d.changed_at as "changedAt",
  p.name as "changedBy", d.proposed_as as "proposedAs"`

type Dated<Row> = Omit<Row, 'changedAt'> & { readonly changedAt: Date }

export async function drafts(pool: pg.Pool): Promise<readonly Omit<AgreementDraft, 'document'>[]> {
  const { rows } = await pool.query<Dated<Omit<AgreementDraft, 'document'>>>(
    `select ${HEAD} from agreement_drafts d left join people p on p.id = d.changed_by
     order by d.proposed_as is not null, d.changed_at desc limit 200`,
  )
  return rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() }))
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** @throws Refusal `not_found` */
export async function draft(pool: pg.Pool, id: string): Promise<AgreementDraft> {
  const { rows } = await pool.query<Dated<AgreementDraft>>(
    `select ${HEAD}, d.document from agreement_drafts d left join people p on p.id = d.changed_by
     where d.id::text = $1`,
    [UUID.test(id) ? id : ''],
  )
  const [row] = rows
  if (!row) throw nothingThere()
  return { ...row, changedAt: row.changedAt.toISOString() }
}

export interface DraftBeginning {
  readonly title: string
  readonly clause: string | null
  /** The decision that contested it. */
  readonly contest: string | null
  readonly by: string
}

/** A copy of the version in force, to be changed. Returns its id. */
export async function beginDraft(client: pg.ClientBase, given: DraftBeginning): Promise<string> {
  const id = uuidV7()
  await client.query(
    `insert into agreement_drafts (id, title, document, based_on, clause, contest, changed_by)
     select $1, $2, document, version, $3, $4, $5 from agreement_versions where version = ${VERSION_IN_FORCE}`,
    [id, given.title, given.clause, given.contest, given.by],
  )
  return id
}

/** Saved as it is: a draft may still be wrong. @throws Refusal `not_found`, `conflict` */
export async function changeDraft(
  pool: pg.Pool,
  id: string,
  change: { readonly title: string; readonly document: string; readonly revision: number },
  by: string,
): Promise<AgreementDraft> {
  const before = await draft(pool, id)
  if (before.proposedAs !== null)
    throw new Refusal(
      'conflict',
      `It was proposed as version ${before.proposedAs} and is not changed any more.`,
    )
  const { rowCount } = await pool.query(
    `update agreement_drafts set title = $3, document = $4, revision = revision + 1, changed_at = now(), changed_by = $5
     where id = $1 and revision = $2 and proposed_as is null`,
    [id, change.revision, change.title, change.document, by],
  )
  const now = await draft(pool, id)
  if (rowCount === 0)
    throw new Refusal(
      'conflict',
      `${now.changedBy ?? 'Somebody'} changed it meanwhile; read it again, then write.`,
    )
  return now
}

/** @throws Refusal `not_found`, `conflict`, or `invalid_agreement` as proposing does */
export async function proposeDraft(pool: pg.Pool, id: string): Promise<AgreementDraft> {
  const { document, title, proposedAs } = await draft(pool, id)
  if (proposedAs !== null) throw new Refusal('conflict', `It was proposed as version ${proposedAs} already.`)
  const { version } = await proposeVersion(pool, document, title)
  await pool.query('update agreement_drafts set proposed_as = $2 where id = $1 and proposed_as is null', [
    id,
    version,
  ])
  return await draft(pool, id)
}
