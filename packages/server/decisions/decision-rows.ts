/** Appending to the ledger of decisions. Rows are never changed: the database refuses it. */
import type { Decision, LeadState } from '@baton/engine'
import type pg from 'pg'
import { arrayLiteral, textArray } from '../platform/postgres/binary-array.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'

/** `stage`: concluded when its event came. `refold`: concluded later, from a late event, a join or a new agreement. */
export type DecisionKind = 'stage' | 'refold'

export interface LedgerEntry extends Decision {
  readonly leadId: string
  readonly seq: number
  readonly agreementVersion: number
  readonly kind: DecisionKind
}

const WRITTEN: readonly (readonly [column: string, type: string])[] = [
  ['id', 'uuid'],
  ['lead_id', 'uuid'],
  ['seq', 'int'],
  ['agreement_version', 'int'],
  ['kind', 'text'],
  ['from_stage', 'text'],
  ['to_stage', 'text'],
  ['skipped', 'text[]'],
  ['tier', 'text'],
  ['cycle', 'int'],
  ['clauses', 'text[]'],
  ['cause_event', 'uuid'],
  ['evidence', 'uuid[]'],
  ['score', 'float8'],
  ['grade', 'text'],
  ['meters', 'json'],
  ['at', 'timestamptz'],
]

const APPEND = `
  insert into decisions (${WRITTEN.map(([column]) => column).join(', ')})
  select ${WRITTEN.map(([column, type]) => `${column}::${type}`).join(', ')}
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
    entry.kind,
    entry.from,
    entry.to,
    arrayLiteral(entry.skipped),
    entry.tier,
    String(entry.cycle),
    arrayLiteral(entry.clauses),
    entry.causeEvent,
    arrayLiteral(entry.evidence),
    String(entry.score),
    entry.grade,
    JSON.stringify(entry.meters),
    new Date(entry.at).toISOString(),
  ]
}

/**
 * What a refold adds to the ledger: nothing when it ends where the ledger ends, else one entry from there to the
 * stage it ends in. What was decided before stays: it happened.
 */
export function decisionAfterRefold(
  ledgerStage: string,
  state: LeadState,
  decisions: readonly Decision[],
  cause: { readonly id: string; readonly at: number },
): Decision | null {
  if (state.stage === ledgerStage) return null
  const from = ledgerStage as Decision['from']
  const last = decisions.at(-1)
  if (last) return { ...last, from, to: state.stage, skipped: [] }
  const { stage, tier, cycle, grade } = state
  return {
    at: cause.at,
    from,
    to: stage,
    skipped: [],
    tier,
    cycle,
    clauses: [],
    causeEvent: cause.id,
    evidence: [cause.id],
    score: 0,
    grade,
    meters: {},
  }
}
