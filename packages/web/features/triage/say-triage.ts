/** Why a handoff has no owner, and why each of those who could have it was passed over. */
import type { Skipped, Triage } from '@baton/protocol'
import { sayMoment } from '@baton/words'

export type TriageProblem = Triage['data'][number]['problem']

const PROBLEMS: Readonly<Record<TriageProblem, { readonly title: string; readonly help: string }>> = {
  'no-route': {
    title: 'No route matches',
    help: 'No route of the agreement fits these leads. Assign them, and let the agreement end with a route that takes the rest.',
  },
  'no-team': {
    title: 'The team is missing',
    help: 'The agreement routes to a team that does not exist here. Add it under People.',
  },
  nobody: {
    title: 'Nobody could take it',
    help: 'Everybody of the team was passed over, each for the reason given.',
  },
  unworked: {
    title: 'Everybody let the clock run out',
    help: 'It went from one to the next, and nobody reached the lead in time.',
  },
}

export function sayProblem(problem: TriageProblem): string {
  return PROBLEMS[problem].title
}

export function sayProblemHelp(problem: TriageProblem): string {
  return PROBLEMS[problem].help
}

/** `Ada was away until 1 Dec 2026, 08:00 UTC`. */
export function saySkipped(skipped: Skipped): string {
  const until = skipped.until === null ? '' : ` until ${sayMoment(Date.parse(skipped.until))}`
  return `${skipped.person.name} ${WHY[skipped.why]}${until}`
}

const WHY: Readonly<Record<Skipped['why'], string>> = {
  away: 'is away',
  inactive: 'no longer has access',
  full: 'has as much as they can work on',
  'off-hours': 'is not at work',
  'had-it': 'had it already',
  'no-capacity': 'takes no handoffs',
}

export interface TriageGroup {
  readonly problem: TriageProblem
  readonly rows: Triage['data']
}

/** By problem: each is solved in one way. */
export function triageGroups(triage: Triage): readonly TriageGroup[] {
  const order = Object.keys(PROBLEMS) as TriageProblem[]
  return order
    .map((problem) => ({ problem, rows: triage.data.filter((row) => row.problem === problem) }))
    .filter(({ rows }) => rows.length > 0)
}
