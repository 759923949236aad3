/** Drafts: documents that are being written, before anybody proposes them. Theirs who began them, until they are shared. */
import type { AgreementDraft } from '@baton/protocol'
import type pg from 'pg'
import type { SignedIn } from '../access/index.ts'
import { proposeVersion, type Proposing, VERSION_IN_FORCE } from '../agreements/index.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { isUuid, uuidV7 } from '../platform/uuid-v7.ts'

const HEAD = `d.id, d.title, d.based_on as "basedOn", d.clause, d.contest, d.shared, d.revision, d.changed_at as "changedAt",
  p.name as "changedBy", d.proposed_as as "proposedAs",
  case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as owner,
  (select count(*)::int from agreement_comments c
   where (c.draft_id = d.id or c.version = d.proposed_as) and c.settled_at is null) as "openComments"`
const FROM = `agreement_drafts d left join people p on p.id = d.changed_by left join people o on o.id = d.owner`

type Dated<Row> = Omit<Row, 'changedAt'> & { readonly changedAt: Date }

/** Mine and those that are shared; those proposed already come last. */
export async function drafts(
  pool: pg.Pool,
  by: SignedIn,
): Promise<readonly Omit<AgreementDraft, 'document'>[]> {
  const { rows } = await pool.query<Dated<Omit<AgreementDraft, 'document'>>>(
    `select ${HEAD} from ${FROM} where d.shared or d.owner = $1
     order by d.proposed_as is not null, d.changed_at desc limit 200`,
    [by.id],
  )
  return rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() }))
}

/** @throws Refusal `not_found`, also for one that is somebody else's alone */
export async function draft(
  client: pg.Pool | pg.ClientBase,
  id: string,
  by: SignedIn,
): Promise<AgreementDraft> {
  const { rows } = await client.query<Dated<AgreementDraft>>(
    `select ${HEAD}, d.document from ${FROM} where d.id::text = $1 and (d.shared or d.owner = $2)`,
    [isUuid(id) ? id : '', by.id],
  )
  const [row] = rows
  if (!row) throw nothingThere()
  return { ...row, changedAt: row.changedAt.toISOString() }
}

export interface DraftBeginning {
  readonly title: string
  readonly by: string
  readonly shared: boolean
  /** The version in force by default. */
  readonly basedOn?: number | undefined
  /** That of the version it is based on by default. */
  readonly document?: string | undefined
  readonly clause?: string | null
  /** The decision that contested it. */
  readonly contest?: string | null
}

/** Returns its id. @throws Refusal `not_found` when there is no such version */
export async function beginDraft(client: pg.ClientBase, given: DraftBeginning): Promise<string> {
  const id = uuidV7()
  const { rowCount } = await client.query(
    `insert into agreement_drafts (id, title, document, based_on, clause, contest, changed_by, owner, shared)
     select $1, $2, coalesce($3, document), version, $4, $5, $6, $6, $7
     from agreement_versions where version = coalesce($8, ${VERSION_IN_FORCE})`,
    [
      id,
      given.title,
      given.document ?? null,
      given.clause ?? null,
      given.contest ?? null,
      given.by,
      given.shared,
      given.basedOn ?? null,
    ],
  )
  if (rowCount === 0)
    throw new Refusal('not_found', `The agreement has no version ${given.basedOn ?? 'in force'}.`)
  return id
}

export interface DraftChange {
  readonly title: string
  readonly document: string
  readonly shared?: boolean | undefined
  readonly revision: number
}

/** Saved as it is: a draft may still be wrong. @throws Refusal `not_found`, `conflict` */
export async function changeDraft(
  pool: pg.Pool,
  id: string,
  { title, document, shared, revision }: DraftChange,
  by: SignedIn,
): Promise<AgreementDraft> {
  const before = await draft(pool, id, by)
  if (before.proposedAs !== null)
    throw new Refusal(
      'conflict',
      `It was proposed as version ${before.proposedAs} and is not changed any more.`,
    )
  if (shared !== undefined && shared !== before.shared && before.owner?.id !== by.id)
    throw new Refusal('act_refused', `Whether it is shared is up to ${before.owner?.name ?? 'its owner'}.`)
  const { rowCount } = await pool.query(
    `update agreement_drafts set title = $3, document = $4, revision = revision + 1, changed_at = now(), changed_by = $5,
       shared = coalesce($6, shared)
     where id = $1 and revision = $2 and proposed_as is null`,
    [id, revision, title, document, by.id, shared ?? null],
  )
  const now = await draft(pool, id, by)
  if (rowCount === 0)
    throw new Refusal(
      'conflict',
      `${now.changedBy ?? 'Somebody'} changed it meanwhile; read it again, then write.`,
    )
  return now
}

/** @throws Refusal `not_found`; `act_refused` for one of somebody else; `conflict` for one that was proposed */
export async function removeDraft(pool: pg.Pool, id: string, by: SignedIn): Promise<void> {
  const { owner, proposedAs } = await draft(pool, id, by)
  if (proposedAs !== null)
    throw new Refusal('conflict', `It was proposed as version ${proposedAs}, and stays with it.`)
  if (owner && owner.id !== by.id) throw new Refusal('act_refused', `It is ${owner.name}’s to throw away.`)
  await transaction(pool, async (client) => {
    await client.query('update contest_answers set draft_id = null where draft_id = $1', [id])
    await client.query('delete from agreement_drafts where id = $1 and proposed_as is null', [id])
  })
}

/** From then on it is everybody's to read. @throws Refusal `not_found`, `conflict`, or `invalid_agreement` as proposing does */
export async function proposeDraft(
  proposing: Proposing,
  id: string,
  given: { readonly note: string; readonly inForceAt: string | null },
  by: SignedIn,
): Promise<AgreementDraft> {
  const { pool } = proposing
  const { document, title, proposedAs } = await draft(pool, id, by)
  if (proposedAs !== null) throw new Refusal('conflict', `It was proposed as version ${proposedAs} already.`)
  const { version } = await proposeVersion(proposing, {
    document,
    note: given.note === '' ? title : given.note,
    inForceAt: given.inForceAt,
    by: by.id,
  })
  await pool.query(
    'update agreement_drafts set proposed_as = $2, shared = true where id = $1 and proposed_as is null',
    [id, version],
  )
  return await draft(pool, id, by)
}
