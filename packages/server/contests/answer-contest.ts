/** Marketing's answers to a contest: a word, the correction of a fact, or a draft that changes the clause. */
import type { Contest } from '@baton/protocol'
import type pg from 'pg'
import type { Access, SignedIn } from '../access/index.ts'
import { beginDraft } from '../drafts/index.ts'
import type { ActServices } from '../events/index.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { tell, type Telling } from '../notices/index.ts'
import { contest } from './contest-rows.ts'
import { correctFact } from './correct-fact.ts'

interface Answering {
  readonly pool: pg.Pool
  readonly acts: ActServices
  readonly access: Access
  readonly by: SignedIn
  readonly baseUrl: () => string
}

interface Answer {
  readonly kind: 'answer' | 'correct' | 'draft'
  readonly text: string
}

/** @throws Refusal `not_found`; `invalid_request` for an answer without words; `conflict` where there is nothing to correct */
export async function answerContest(
  { pool, acts, access, by, baseUrl }: Answering,
  id: string,
  { kind, text }: Answer,
): Promise<Contest> {
  const found = await contest(pool, access, id)
  if (!found) throw nothingThere()
  if (kind === 'answer' && text === '') throw new Refusal('invalid_request', 'An answer needs words.')
  if (kind === 'correct') await correct(acts, found, by)
  const draft = kind === 'draft' ? await draftOf(pool, found, by) : null
  await pool.query(
    `insert into contest_answers (id, decision_id, by_person, kind, text, draft_id) values ($1, $2, $3, $4, $5, $6)`,
    [uuidV7(), id, by.id, kind === 'correct' ? 'correction' : kind, text, draft],
  )
  if (found.by && found.by.id !== by.id) await tell(pool, [answered(found, by, kind, text)], baseUrl())
  return (await contest(pool, access, id))!
}

function answered(found: Contest, by: SignedIn, kind: Answer['kind'], text: string): Telling {
  const did = { answer: 'answered', correct: 'corrected the fact', draft: 'began a draft of the clause' }[
    kind
  ]
  return {
    key: `contest-answer:${uuidV7()}`,
    person: found.by!.id,
    kind: 'contest-answer',
    lead: found.lead,
    title: `${by.name} ${did}${found.company === null ? '' : `: ${found.company}`}`,
    text: text === '' ? 'You contested this when you rejected the lead.' : text,
  }
}

/** States the fact as sales proposed it; the lead, and its colleagues where it is the company's, are judged anew. */
async function correct(acts: ActServices, found: Contest, by: SignedIn): Promise<void> {
  const { field, proposed, state } = found
  if (field === null || proposed === null)
    throw new Refusal('conflict', 'This contest proposes no other value, so there is nothing to correct.')
  if (state === 'corrected') throw new Refusal('conflict', 'It was corrected already.')
  await correctFact(acts, {
    lead: found.lead,
    field,
    value: proposed,
    by: by.id,
    messageId: `correction:${found.id}`,
  })
}

async function draftOf(pool: pg.Pool, found: Contest, by: SignedIn): Promise<string> {
  if (found.draft !== null) throw new Refusal('conflict', 'A draft was begun from it already.')
  const subject = found.clause ?? found.field ?? found.reason
  const title = found.note === '' ? `Contested: ${subject}` : `${subject}: ${found.note}`.slice(0, 200)
  return await transaction(pool, (client) =>
    beginDraft(client, { title, clause: found.clause, contest: found.id, by: by.id, shared: true }),
  )
}
