/** A persona becomes a draft of the agreement: its fact marks as fit clauses of the version in force. */
import { withPersonaClauses } from '@baton/engine/reports'
import type { AgreementDraft, PersonaText } from '@baton/protocol'
import type pg from 'pg'
import type { SignedIn } from '../access/index.ts'
import { VERSION_IN_FORCE } from '../agreements/index.ts'
import { beginDraft, draft } from '../drafts/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { persona, slugOf } from './personas.ts'

export interface DraftedPersona {
  readonly draft: AgreementDraft
  /** Marks of which no fit clause can be made. */
  readonly left: PersonaText['marks']
}

/** @throws Refusal `not_found`; `conflict` where no mark is a fact, or the document has no place for its clauses */
export async function draftPersona(
  pool: pg.Pool,
  id: string,
  { shared }: { readonly shared: boolean },
  by: SignedIn,
): Promise<DraftedPersona> {
  return await transaction(pool, async (client) => {
    const found = await persona(client, id)
    const { rows } = await client.query<{ version: number; document: string }>(
      `select version, document from agreement_versions where version = ${VERSION_IN_FORCE}`,
    )
    const [inForce] = rows
    if (!inForce) throw new Refusal('conflict', 'No version of the agreement is in force.')
    const { document, clauses, left } = written(inForce.document, slugOf(found), found.marks)
    if (clauses.length === 0)
      throw new Refusal(
        'conflict',
        'None of its marks is a fact, so there is no fit clause to be made of it.',
      )
    const begun = await beginDraft(client, {
      title: `Persona: ${found.name}`,
      by: by.id,
      shared,
      basedOn: inForce.version,
      document,
    })
    return { draft: await draft(client, begun, by), left: found.marks.filter((mark) => left.includes(mark)) }
  })
}

function written(...given: Parameters<typeof withPersonaClauses>): ReturnType<typeof withPersonaClauses> {
  try {
    return withPersonaClauses(...given)
  } catch (error) {
    throw new Refusal('conflict', `The agreement has no place for its clauses: ${(error as Error).message}.`)
  }
}
