import type { WorkVerdict } from '@baton/engine/reports'
import type { ReportOf } from '@baton/protocol'
import { sayCount, sayDimension, sayDimensionValue, sayLine, sayPercent } from '@baton/words'
import { useReport } from '../../api/reports-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Definition } from '../../ui/Definition.tsx'
import { Section } from '../../ui/Section.tsx'
import { usePeopleNames } from './AskBar.tsx'
import { sayRate } from './chart-words.ts'
import { Figures, FigureTile, RateDelta } from './Figures.tsx'
import { ByChoice } from './Asked.tsx'
import { CellOpener, useOpenCell } from './open-cell.tsx'
import { OpenCount } from './OpenCount.tsx'
import { RateCell } from './RateCell.tsx'
import type { ReportBodyProps } from './report-body.ts'
import type { DimensionKey } from './report-search.ts'
import { ReportSkeleton } from './ReportSkeleton.tsx'
import { ReportTable } from './ReportTable.tsx'

type JudgementData = ReportOf<'judgement'>

/** Were the leads bad, or the work on them? */
export function JudgementReport({ search, onAsk }: ReportBodyProps) {
  const report = useReport('judgement', search)
  return (
    <CellOpener report="judgement" search={search}>
      <div className="flex flex-wrap items-end gap-3 pb-4 print:hidden">
        <ByChoice search={search} onAsk={onAsk} />
      </div>
      {report.isError && report.data === undefined ? (
        <ReadFailed what="The judgement" error={report.error} onRetry={() => void report.refetch()} />
      ) : report.data === undefined ? (
        <ReportSkeleton />
      ) : (
        <>
          <Marketing data={report.data} />
          <Rejections data={report.data} />
          <Work data={report.data} by={(search['by'] as DimensionKey | undefined) ?? null} />
        </>
      )}
    </CellOpener>
  )
}

function Marketing({ data: { answer, before } }: { readonly data: JudgementData }) {
  const open = useOpenCell()
  const { promotions } = answer
  return (
    <Section title="What marketing promoted">
      <Figures>
        <FigureTile
          name="Promoted"
          about="MQLs of the period."
          value={sayCount(promotions.promoted.count)}
          onOpen={open(promotions.promoted, 'Promoted')}
        />
        <FigureTile
          name="Accepted"
          about="Of them, accepted by sales so far."
          value={sayCount(promotions.accepted.count)}
          onOpen={open(promotions.accepted, 'Accepted')}
        />
        <FigureTile
          name="Accepted untouched"
          about="Of the accepted: the share that was accepted before anybody had tried to reach the person. It says how much acceptance is a look, and how much a click."
          value={sayRate(promotions.untouchedRate)}
          onOpen={open(promotions.untouched, 'Accepted untouched')}
          delta={
            <RateDelta now={promotions.untouchedRate} before={before?.promotions.untouchedRate} good="down" />
          }
        />
        <FigureTile
          name="Lost within a week"
          about="Of the accepted: the share that was given back or lost within seven days."
          value={sayRate(promotions.lostRate)}
          onOpen={open(promotions.lostInAWeek, 'Lost within a week of being accepted')}
          delta={<RateDelta now={promotions.lostRate} before={before?.promotions.lostRate} good="down" />}
        />
      </Figures>
    </Section>
  )
}

function Rejections({ data: { answer } }: { readonly data: JudgementData }) {
  const { all, rows } = answer.rejections
  return (
    <Section title="What sales turned down or gave back" note="by when it did so">
      <p className="mb-3 max-w-prose text-body text-soft">
        Of {sayCount(all.rejected.count)}, <OpenCount counted={all.wonLater} of="turned down and won later" />{' '}
        were won in a later pass, <OpenCount counted={all.wonByOther} of="won later by somebody else" /> of
        them by somebody else, and <OpenCount counted={all.openAgain} of="with sales again" /> are with sales
        again. Whoever was turned down lately had little time to be won.
      </p>
      <ReportTable
        caption="Rejections by what was said against them"
        head={['Why', 'Turned down', 'Won later', 'By somebody else', 'With sales again', 'Share won later']}
        rows={rows.map((row) => ({
          key: row.why ?? '',
          cells: [
            sayWhy(row.why ?? ''),
            <OpenCount key="r" counted={row.rejected} of={sayWhy(row.why ?? '')} />,
            <OpenCount key="w" counted={row.wonLater} of={`${sayWhy(row.why ?? '')}, won later`} />,
            <OpenCount
              key="o"
              counted={row.wonByOther}
              of={`${sayWhy(row.why ?? '')}, won by somebody else`}
            />,
            <OpenCount key="a" counted={row.openAgain} of={`${sayWhy(row.why ?? '')}, with sales again`} />,
            <RateCell key="s" rate={row.rate} />,
          ],
        }))}
      />
    </Section>
  )
}

function sayWhy(why: string): string {
  return why.includes('.')
    ? sayLine(`contested:${why}`).replace('Rejected, contesting ', 'Contests ')
    : sayLine(`rejected:${why}`)
        .replace('Turned down: ', '')
        .replace(/^./, (first) => first.toUpperCase())
}

const VERDICTS: Readonly<Record<WorkVerdict, string>> = {
  good: 'better leads than the rest',
  'poor-leads': 'poor leads: worked and not qualified',
  'poor-work': 'not worked enough to judge the leads',
  'as-all': 'as the rest',
  'too-few': 'too few to say',
}

function Work({ data: { answer }, by }: { readonly data: JudgementData; readonly by: DimensionKey | null }) {
  const people = usePeopleNames()
  const { all, rows } = answer.work
  const nameOf = (name: string | null) =>
    name === null || by === null ? 'All' : sayDimensionValue(by, name, people)
  return (
    <Section title="Leads or work?" note="of what was promoted in the period">
      <p className="mb-3 max-w-prose text-body text-soft">
        <Definition term="Worked">
          Somebody tried to reach the person before the clock of the first touch ran out, and nobody gave up
          before the agreed effort was made. Whoever was reached at the first attempt needs no further one.
        </Definition>{' '}
        leads show what they are worth; of the others nobody knows. Open ones are in neither.
        {!all.workedShare.tooFew && ` ${sayPercent(all.workedShare.rate)} of all that is settled was worked.`}
      </p>
      <ReportTable
        caption={
          by === null
            ? 'Work and what came of it'
            : `Work and what came of it, by ${sayDimension(by).toLowerCase()}`
        }
        head={[
          by === null ? '' : sayDimension(by),
          'Promoted',
          'Open',
          'Worked',
          'Not worked',
          'Share worked',
          'SQL when worked',
          'SQL when not',
          ...(by === null ? [] : ['So']),
        ]}
        rows={[all, ...rows].map((row) => ({
          key: row.name ?? 'all',
          strong: row.name === null,
          cells: [
            nameOf(row.name),
            <OpenCount key="p" counted={row.promoted} of={`${nameOf(row.name)}: promoted`} />,
            <OpenCount key="o" counted={row.open} of={`${nameOf(row.name)}: open`} />,
            <OpenCount key="w" counted={row.worked} of={`${nameOf(row.name)}: worked`} />,
            <OpenCount key="u" counted={row.unworked} of={`${nameOf(row.name)}: not worked`} />,
            <RateCell key="s" rate={row.workedShare} />,
            <RateCell key="a" rate={row.whenWorked} />,
            <RateCell key="b" rate={row.whenNot} />,
            ...(by === null
              ? []
              : [
                  row.name === null ? (
                    ''
                  ) : (
                    <span key="v" className="whitespace-nowrap text-soft">
                      {VERDICTS[row.verdict]}
                    </span>
                  ),
                ]),
          ],
        }))}
      />
    </Section>
  )
}
