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
