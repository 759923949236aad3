/** What each number on a screen means, in one or two sentences. A number without one is not shown. */

const DEFINITIONS = {
  score:
    'Points for what somebody did, faded by the half-life of their meter, added up over all meters. Shown rounded.',
  grade: 'Fit as a letter: how well person and company match the ideal customer. It does not fade.',
  fit: 'Points for what is known of person and company. They decide the grade, not the score.',
  'fit-clause': 'Points that one fact gives to the fit when it is so.',
  meter:
    'A tank of points: what pours in fades by half each half-life, and it holds no more than its maximum.',
  tier: 'The rule of the agreement that promoted: the first that holds wins.',
  cycle: 'How many times sales has had this lead. Each time begins with clocks and acts of its own.',
  'first-touch':
    'When sales first tried to reach the lead, and until when the agreed clock wants it, in working hours.',
  'first-touch-on-time':
    'Share of handoffs whose first touch came before the agreed clock ran out. A touch at the very moment is in time.',
  'decided-on-time': 'Share of handoffs that sales accepted or rejected before the agreed clock ran out.',
  decision: 'Until when the agreed clock wants sales to accept or reject, in working hours.',
  'system-delay':
    'From the receipt of the event that promoted to the assignment to a person: time that Baton took, not people.',
  'human-delay':
    'From the assignment to the first touch: time that people took, nights and weekends included.',
  acceptance: 'Share of the decided handoffs that sales accepted. Those not decided yet do not count.',
  attempts: 'Touches by call, mail, LinkedIn or meeting since the handoff. Notes do not count.',
  effort: 'What sales owes a lead before it may be called unreachable.',
  criteria:
    'Questions of which so many must be answered, satisfied and fresh before a lead is sales qualified.',
  amount: 'What sales expects the deal to be worth. It is said by sales, never worked out.',
  'weighted-amount':
    'Amount times the weight of its stage, added up within one currency. Deals without an amount count nothing.',
  'stage-age': 'Days since the deal entered its stage.',
  stale: 'Its next step or closing date is past, or it has stood in its stage for 30 days.',
  'won-recently': 'Deals won within the last 30 days, by the day of the win.',
  contested: 'How often a rejection named this clause as one that should not have counted.',
  'came-farther':
    'Of the leads for which the clause was contested: how many became sales qualified, an opportunity or a customer all the same. Many of them speak for the clause, few against it.',
  'outcome-sql': 'Share that became sales qualified or came farther since. Those still open count as not.',
  'outcome-won': 'Share that became a customer since. Those still open count as not.',
  raised: 'How often somebody of sales noted that this objection was raised.',
  answered: 'Share of those times at which the answer was enough, as sales noted it.',
  'won-share':
    'Of the opportunities in which it was raised and that are over: the share that was won. It goes with the answer; it does not prove that the answer did it.',
  interval:
    'The bar spans the 95 % interval that the number of cases allows (Wilson). Below 20 cases no share is given.',
  capacity: 'Handoffs and deals that a person can work on at one time.',
} as const

export type Term = keyof typeof DEFINITIONS

export const TERMS = Object.keys(DEFINITIONS) as readonly Term[]

/** Terms whose numbers change with the agreement. */
const AGREED: ReadonlySet<Term> = new Set<Term>([
  'score',
  'grade',
  'fit',
  'fit-clause',
  'meter',
  'tier',
  'first-touch',
  'first-touch-on-time',
  'decided-on-time',
  'decision',
  'effort',
  'criteria',
])

/** The definition of a number; with the version of the agreement that it was judged by, where one decides it. */
export function sayDefinition(term: Term, agreementVersion?: number | null): string {
  const text: string = DEFINITIONS[term]
  if (!AGREED.has(term) || agreementVersion === undefined || agreementVersion === null) return text
  return `${text} By agreement v${agreementVersion}.`
}
