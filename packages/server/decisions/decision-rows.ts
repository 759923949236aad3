/** Appending to the ledger of decisions. Rows are never changed: the database refuses it. */
import type { Decision, LeadState, Stage } from '@baton/engine'
import type pg from 'pg'
import { arrayLiteral, textArray } from '../platform/postgres/binary-array.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'

/**
 * `fold`: concluded when its event came or its timer ran out. `refold`: concluded later, because a late event or a join
 * changed the history. `signing`: because another version came into force.
 */
export type AddedBy = 'fold' | 'refold' | 'signing'

export interface LedgerEntry extends Decision {
  readonly leadId: string
  readonly seq: number
  readonly agreementVersion: number
  readonly addedBy: AddedBy
  /** True: the lead's last change of stage in the ledger no longer holds because of this one. */
  readonly supersedes: boolean
}

const WRITTEN: readonly (readonly [column: string, type: string])[] = [
  ['id', 'uuid'],
  ['lead_id', 'uuid'],
  ['seq', 'int'],
  ['agreement_version', 'int'],
  ['added_by', 'text'],
  ['supersedes', 'int'],
  ['kind', 'text'],
  ['from_stage', 'text'],
  ['to_stage', 'text'],
  ['skipped', 'text[]'],
  ['tier', 'text'],
  ['cycle', 'int'],
  ['clauses', 'text[]'],
  ['breaks', 'text[]'],
  ['contested', 'json'],
  ['cause_event', 'uuid'],
  ['timer', 'text'],
  ['evidence', 'uuid[]'],
  ['score', 'float8'],
  ['grade', 'text'],
  ['meters', 'json'],
  ['handoff', 'json'],
  ['at', 'timestamptz'],
]

const LAST_STAGE = `(select max(d.seq) from decisions d where d.lead_id = given.lead_id::uuid and d.kind = 'stage')`

const APPEND = `
  insert into decisions (${WRITTEN.map(([column]) => column).join(', ')})
  select ${WRITTEN.map(([column, type]) =>
    column === 'supersedes' ? `case when supersedes::bool then ${LAST_STAGE} end` : `${column}::${type}`,
  ).join(', ')}
  from unnest(${WRITTEN.map((_, index) => `$${index + 1}::text[]`).join(', ')})
    as given(${WRITTEN.map(([column]) => column).join(', ')})`

export async function appendDecisions(client: pg.ClientBase, entries: readonly LedgerEntry[]): Promise<void> {
  const columns: (string | null)[][] = WRITTEN.map(() => [])
  for (const entry of entries) valuesOf(entry).forEach((value, index) => columns[index]!.push(value))
  await client.query({ name: 'append-decisions', text: APPEND, values: columns.map(textArray) })
}

function valuesOf(entry: LedgerEntry): readonly (string | null)[] {
  return [
    uuidV7(),
    entry.leadId,
    String(entry.seq),
    String(entry.agreementVersion),
    entry.addedBy,
    String(entry.supersedes),
    entry.kind,
    entry.from,
    entry.to,
    arrayLiteral(entry.skipped),
    entry.tier,
    String(entry.cycle),
    arrayLiteral(entry.clauses),
    arrayLiteral(entry.breaks),
    entry.contested && JSON.stringify(entry.contested),
    entry.causeEvent,
    entry.timer,
    arrayLiteral(entry.evidence),
    String(entry.score),
    entry.grade,
    JSON.stringify(entry.meters),
    entry.handoff && JSON.stringify(entry.handoff),
    new Date(entry.at).toISOString(),
  ]
}

/**
 * What judging anew adds to a ledger: nothing when it ends where the ledger ends, else one decision from there to the
 * stage it ends in, with the clauses and the handoff that this stage rests on now (none, when no event is left that
 * decides anything: `cause` is then what changed the history). What was decided before stays: it
 * happened, and its effects are not repeated.
 */
export function decisionAfterRefold(
  ledgerStage: Stage,
  state: LeadState,
  decisions: readonly Decision[],
  cause: { readonly id: string; readonly at: number },
): Decision | null {
  if (state.stage === ledgerStage) return null
  const last = decisions.findLast(({ kind }) => kind === 'stage')
  if (last) return { ...last, from: ledgerStage, skipped: [] }
  const { stage, tier, cycle, grade, handoff } = state
  return {
    kind: 'stage',
    at: cause.at,
    from: ledgerStage,
    to: stage,
    skipped: [],
    tier,
    cycle,
    clauses: [],
    breaks: [],
    contested: null,
    causeEvent: cause.id,
    timer: null,
    evidence: [cause.id],
    score: 0,
    grade,
    meters: {},
    handoff,
  }
}
