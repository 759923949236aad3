/** Reports as tables of text and numbers: what a CSV file holds, a mail says and a shared page shows. */
import type {
  Counted,
  Dimension,
  Figure,
  Flow,
  Funnel,
  FunnelGroup,
  Judgement,
  Kept,
  PaceReport,
  PromiseFigures,
  PromisesReport,
  Statement,
  Volume,
} from '@baton/engine/reports'
import { sayDate } from './numbers.ts'
import { type Cell, dayCell, rateCells, RATE_HEAD, type ReportTable } from './report-table.ts'
import {
  sayDimension,
  sayDimensionValue,
  sayEntry,
  sayFigure,
  sayLine,
  sayRest,
  sayVolume,
} from './reports.ts'

/** What tables need to know besides the answer. */
export interface TableWords {
  /** What groups are told apart by; null: nothing. */
  readonly by: Dimension | null
  /** Names of people by their ids. */
  readonly people: Readonly<Record<string, string>>
}

export function funnelTables({ whole, groups }: Funnel, { by, people }: TableWords): readonly ReportTable[] {
  const rows = (group: FunnelGroup, lead: readonly Cell[]) =>
    group.steps.map((step) => [
      ...lead,
      sayEntry(step.stage),
      step.reached.count,
      step.open.count,
      step.left.count,
      ...rateCells(step.ofBefore),
      ...rateCells(step.ofAll),
    ])
  const head = ['Stage', 'Came this far', 'Still open', 'Went no further', ...RATE_HEAD.map((name) => `of the step before, ${name}`), ...RATE_HEAD.map((name) => `of all, ${name}`)] // prettier-ignore
  const all = { title: 'Funnel', head, rows: rows(whole, []) }
  if (by === null) return [all]
  const named = groups.flatMap((group) => rows(group, [sayDimensionValue(by, group.name ?? '', people)]))
  return [
    all,
    { title: `By ${sayDimension(by).toLowerCase()}`, head: [sayDimension(by), ...head], rows: named },
  ]
}

export function flowTables({ places, links }: Flow): readonly ReportTable[] {
  const names = new Map(
    places.map(({ key, place }) => [key, place.kind === 'stage' ? sayEntry(place.stage) : sayRest(place)]),
  )
  return [
    {
      title: 'Places',
      head: ['Place', 'How many'],
      rows: places.map(({ key, count }) => [names.get(key)!, count]),
    },
    {
      title: 'Ways',
      head: ['From', 'To', 'How many'],
      rows: links.map(({ from, to, count }) => [names.get(from)!, names.get(to)!, count]),
    },
  ]
}

/** What a statement holds, with its lines' keys as they come over the wire. */
type ToldStatement = Omit<Statement, 'less' | 'more'> & {
  readonly [Side in 'less' | 'more']: readonly { readonly key: string; readonly count: number }[]
}

export function statementTables(
  { ours, theirs, both, less, more }: ToldStatement,
  { ours: one, theirs: other }: { readonly ours: Figure; readonly theirs: Figure },
): readonly ReportTable[] {
  return [
    {
      title: `From ${sayFigure(one)} to ${sayFigure(other)}`,
      head: ['Line', 'How many'],
      rows: [
        [sayFigure(one), ours.count],
        ...less.map(({ key, count }) => [sayLine(key), -count]),
        ['In both', both.count],
        ...more.map(({ key, count }) => [sayLine(key), count]),
        [sayFigure(other), theirs.count],
      ],
    },
  ]
}

export function volumeTables({ totals, over, contents }: Volume): readonly ReportTable[] {
  const figures = Object.keys(totals) as (keyof typeof totals)[]
  const counts = (of: Readonly<Record<keyof typeof totals, Counted>>) =>
    figures.map((figure) => of[figure].count)
  return [
    {
      title: 'Over time',
      head: ['From', ...figures.map(sayVolume)],
      rows: [
        ...over.map(({ from, figures: of }) => [dayCell(from), ...counts(of)]),
        ['All', ...counts(totals)],
      ],
    },
    {
      title: 'Content',
      head: ['Content', 'Took it', 'MQLs after', 'SQLs after', 'Customers after'],
      rows: contents.map(({ title, takers, promoted, sql, won }) => [
        title,
        takers.count,
        promoted.count,
        sql.count,
        won.count,
      ]),
    },
  ]
}

export function promisesTables({ whole, teams, over }: PromisesReport): readonly ReportTable[] {
  const kept = (name: string) => [`${name}, kept`, `${name}, not`, `${name}, running`, ...RATE_HEAD.map((part) => `${name}, ${part}`)] // prettier-ignore
  const cells = ({ kept: yes, broken, running, rate }: Kept) => [
    yes.count,
    broken.count,
    running.count,
    ...rateCells(rate),
  ]
  const head = ['MQLs', ...kept('Accepted'), ...kept('First touch on time'), ...kept('Decided on time')]
  const row = (one: PromiseFigures) => [
    one.mqls.count,
    ...cells(one.accepted),
    ...cells(one.firstTouch),
    ...cells(one.decided),
  ]
  return [
    {
      title: 'Promises over time',
      head: ['From', ...head],
      rows: [...over.map((one) => [dayCell(one.from), ...row(one)]), ['All', ...row(whole)]],
    },
    {
      title: 'By team',
      head: ['Team', ...head],
      rows: teams.map((one) => [one.team === '' ? 'No team' : one.team, ...row(one)]),
    },
  ]
}

export function paceTables({ stages, passes }: PaceReport): readonly ReportTable[] {
  return [
    {
      title: 'Time in each stage, in days',
      head: [
        'Stage',
        'Entered',
        'Went on',
        'Went back',
        'Still there',
        'A quarter within',
        'Half within',
        'Three quarters within',
      ],
      rows: stages.map((one) => [
        sayEntry(one.stage),
        one.entered.count,
        one.wentOn.count,
        one.wentBack.count,
        one.open.count,
        one.quarter,
        one.median,
        one.threeQuarters,
      ]),
    },
    {
      title: 'Passes',
      head: ['Pass', 'Promoted', 'Sales qualified', ...RATE_HEAD],
      rows: passes.map((one) => [one.pass, one.promoted.count, one.sql.count, ...rateCells(one.rate)]),
    },
  ]
}

export function judgementTables(
  { rejections, work }: Judgement,
  { by, people }: TableWords,
): readonly ReportTable[] {
  return [
    {
      title: 'What sales turned down',
      head: ['Why', 'Turned down', 'Won later', 'Won by somebody else', 'With sales again', ...RATE_HEAD],
      rows: [...rejections.rows, rejections.all].map((one) => [
        one.why === null ? 'All' : sayLine(`${one.why.includes('.') ? 'contested' : 'rejected'}:${one.why}`),
        one.rejected.count,
        one.wonLater.count,
        one.wonByOther.count,
        one.openAgain.count,
        ...rateCells(one.rate),
      ]),
    },
    {
      title: 'Leads or work',
      head: [by === null ? '' : sayDimension(by), 'Promoted', 'Open', 'Worked', 'Not worked', ...RATE_HEAD.map((name) => `SQL when worked, ${name}`), ...RATE_HEAD.map((name) => `SQL when not, ${name}`)], // prettier-ignore
      rows: [...work.rows, work.all].map((one) => [
        one.name === null || by === null ? 'All' : sayDimensionValue(by, one.name, people),
        one.promoted.count,
        one.open.count,
        one.worked.count,
        one.unworked.count,
        ...rateCells(one.whenWorked),
        ...rateCells(one.whenNot),
      ]),
    },
  ]
}

/** `1 Jan 2026 to 28 Nov 2026`. */
export function sayPeriod({ from, to }: { readonly from: string; readonly to: string }): string {
  const say = (day: string) => sayDate(Date.parse(`${day}T00:00:00Z`))
  return from === to ? say(from) : `${say(from)} to ${say(to)}`
}
