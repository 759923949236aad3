/** The reports as screens: in which order, under which names, and which question each answers. No React. */
import type { ReportName } from '../../api/reports-query.ts'

export interface ReportScreen {
  /** As it stands in the address. */
  readonly key: string
  readonly title: string
  readonly question: string
  /** What the address may ask of it, besides period, zone, comparison and filters. */
  readonly asks: readonly string[]
  /** Reports of the server that it reads. */
  readonly reads: readonly ReportName[]
  readonly group: string
}

export const REPORT_SCREENS = [
  {
    key: 'funnel',
    title: 'Funnel',
    question: 'Of those who came in the period, how many came how far?',
    asks: ['entry', 'follow', 'by'],
    reads: ['funnel'],
    group: 'What happened',
  },
  {
    key: 'flow',
    title: 'Where everyone went',
    question: 'Everybody who came is somewhere: where?',
    asks: ['entry'],
    reads: ['flow'],
    group: 'What happened',
  },
  {
    key: 'statement',
    title: 'Reconciliation',
    question: 'Why do two numbers differ, line by line, to zero?',
    asks: ['ours', 'theirs', 'theirsFrom', 'theirsTo', 'theirsZone', 'oursVersion', 'theirsVersion', 'oursOnce', 'theirsOnce'], // prettier-ignore
    reads: ['statement'],
    group: 'What happened',
  },
  {
    key: 'pace',
    title: 'Time and passes',
    question: 'How long does each step take, and how often do leads go round?',
    asks: ['by', 'stage'],
    reads: ['pace'],
    group: 'What happened',
  },
  {
    key: 'promises',
    title: 'Promises',
    question: 'What did both sides promise, and what did they keep?',
    asks: ['every'],
    reads: ['promises'],
    group: 'What was agreed',
  },
  {
    key: 'judgement',
    title: 'Judge the judges',
    question: 'Were the rejected leads bad, or the work on them?',
    asks: ['by'],
    reads: ['judgement'],
    group: 'What was agreed',
  },
  {
    key: 'money',
    title: 'Money',
    question: 'What was spent to bring people, and what came of it?',
    asks: ['model', 'basis', 'channel'],
    reads: ['money'],
    group: 'What it cost and brought',
  },
  {
    key: 'deals',
    title: 'Deals and revenue',
    question: 'What was won, how large and how quick are deals, and who renews?',
    asks: ['every'],
    reads: ['deals'],
    group: 'What it cost and brought',
  },
  {
    key: 'lifecycle',
    title: 'Lifecycle',
    question: 'How far do people come on other schools’ ladders, and who is still there?',
    asks: ['lifecycle'],
    reads: ['lifecycle', 'retention'],
    group: 'Who',
  },
  {
    key: 'customers',
    title: 'Who our customers are',
    question: 'What do those who were won have in common that the others have not?',
    asks: ['against'],
    reads: ['traits'],
    group: 'Who',
  },
  {
    key: 'personas',
    title: 'Personas',
    question: 'Which kinds of people come, and which of them buy?',
    asks: ['among', 'kinds'],
    reads: ['personas', 'kinds'],
    group: 'Who',
  },
  {
    key: 'focus',
    title: 'Where to focus',
    question: 'At which step would a tenth of those lost bring the most?',
    asks: [],
    reads: ['focus'],
    group: 'What next',
  },
  {
    key: 'benchmarks',
    title: 'Claims and our own numbers',
    question: 'What do marketing texts claim, and what do we count ourselves?',
    asks: ['follow'],
    reads: ['benchmarks'],
    group: 'What next',
  },
] as const satisfies readonly ReportScreen[]

export type ReportKey = (typeof REPORT_SCREENS)[number]['key']

export function reportScreen(key: string): ReportScreen | undefined {
  return REPORT_SCREENS.find((screen) => screen.key === key)
}

/** Groups in order, each with its screens. */
export function reportGroups(): readonly {
  readonly name: string
  readonly screens: readonly ReportScreen[]
}[] {
  const names = [...new Set(REPORT_SCREENS.map(({ group }) => group))]
  return names.map((name) => ({ name, screens: REPORT_SCREENS.filter(({ group }) => group === name) }))
}
