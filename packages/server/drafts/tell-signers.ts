/** Who is told what of the agreement: of a proposal those who sign it, of a comment those whose text it is about. */
import type { AgreementComment, AgreementDraft } from '@baton/protocol'
import { sayClauseName } from '@baton/words'
import type pg from 'pg'
import { type SignedIn, signers } from '../access/index.ts'
import { tell } from '../notices/index.ts'
import type { Commented } from './comments.ts'

/** Everybody else who can sign. */
export async function tellOfProposal(
  pool: pg.Pool,
  { proposedAs, title }: AgreementDraft,
  by: SignedIn,
  baseUrl: string,
): Promise<void> {
  const others = (await signers(pool)).filter((id) => id !== by.id)
  const tellings = others.map((id) => ({
    key: `proposal:${proposedAs}:${id}`,
    person: id,
    kind: 'proposal' as const,
    lead: null,
    path: `/agreement?version=${proposedAs}`,
    title: `${by.name} proposed version ${proposedAs}: ${title}`,
    text: 'It is in force once marketing and sales have signed it.',
  }))
  await tell(pool, tellings, baseUrl)
}

/** Whoever owns the draft or proposed the version, and whoever said something about it before. */
export async function tellOfComment(
  pool: pg.Pool,
  about: Commented,
  { id, by, clause, text }: AgreementComment,
  baseUrl: string,
): Promise<void> {
  const [draft, version] = 'draft' in about ? [about.draft, null] : [null, about.version]
  const { rows } = await pool.query<{ id: string }>(
    `select owner as id from agreement_drafts where id = $1::uuid or proposed_as = $2::int
     union select proposed_by from agreement_versions where version = $2::int
     union select by_person from agreement_comments where draft_id = $1::uuid or version = $2::int`,
    [draft, version],
  )
  const tellings = rows
    .filter((row) => row.id !== null && row.id !== by?.id)
    .map((row) => ({
      key: `comment:${id}:${row.id}`,
      person: row.id,
      kind: 'comment' as const,
      lead: null,
      path: draft === null ? `/agreement?version=${version}` : `/studio/${draft}`,
      title: `${by?.name ?? 'Somebody'} commented on ${clause === null ? 'the agreement' : sayClauseName(clause)}`,
      text: text.length > 200 ? `${text.slice(0, 199)}…` : text,
    }))
  await tell(pool, tellings, baseUrl)
}
