/** What Northbeam's playbook holds: objections that its leads raise, and what sales says to them. */

export interface DemoPlay {
  readonly id: string
  readonly objection: string
  readonly answer: string
  readonly proof: string
  readonly contentTitle: string
  readonly contentUrl: string
  /** How often it is raised, relative to others, and how often the answer is enough. */
  readonly weight: number
  readonly answered: number
}

function play(number: number, more: Omit<DemoPlay, 'id'>): DemoPlay {
  return { id: `0d3e0000-0000-7000-8001-${String(number).padStart(12, '0')}`, ...more }
}

export const DEMO_PLAYS: readonly DemoPlay[] = [
  play(1, {
    objection: 'It costs more than what we have now',
    answer:
      'Ask what rework and late deliveries cost in a year, and put the three-year figure beside it: licence, roll-out and what is saved. Offer to fill the sheet in together.',
    proof: 'Customers of 200 to 1,000 people report that rework falls by a fifth in the first year.',
    contentTitle: 'What a late order costs: a calculation',
    contentUrl: 'https://northbeam.example/guides/cost-of-late',
    weight: 5,
    answered: 0.55,
  }),
  play(2, {
    objection: 'It will not work with our ERP',
    answer:
      'Name the connector, show the field mapping, and offer a call between their engineer and ours. Two weeks of read-only connection settle it.',
    proof:
      'Connectors to the four systems that most of our customers run; read-only set-up takes three days.',
    contentTitle: 'Connecting an ERP in three days',
    contentUrl: 'https://northbeam.example/docs/erp',
    weight: 4,
    answered: 0.7,
  }),
  play(3, {
    objection: 'We have no time for a roll-out this year',
    answer:
      'Agree on one line or one team. Nothing is switched off; the old way stays until the new one has shown its numbers for a month.',
    proof: 'The median first team is live after 24 days.',
    contentTitle: 'One team first: how a roll-out goes',
    contentUrl: 'https://northbeam.example/guides/one-team-first',
    weight: 3,
    answered: 0.4,
  }),
  play(4, {
    objection: 'We are talking to a competitor already',
    answer:
      'Ask what made them look, and which three questions decide. Offer the comparison page and a trial on their own data; do not speak about the other side.',
    proof: '',
    contentTitle: 'Northbeam beside three others',
    contentUrl: 'https://northbeam.example/comparison',
    weight: 2,
    answered: 0.35,
  }),
  play(5, {
    objection: 'Where does our data go?',
    answer:
      'Data stays in the region that they choose; the audit report and the list of processors go out the same day.',
    proof: 'Yearly audit, report on request.',
    contentTitle: 'Security at Northbeam',
    contentUrl: 'https://northbeam.example/security',
    weight: 2,
    answered: 0.85,
  }),
]
