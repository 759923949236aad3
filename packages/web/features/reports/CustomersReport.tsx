import type { ReportOf } from '@baton/protocol'
import { sayCount, sayCounted } from '@baton/words'
import { useReport } from '../../api/reports-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Definition } from '../../ui/Definition.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { shareTop } from '../../ui/charts/index.ts'
import { CountDelta, Figures, FigureTile } from './Figures.tsx'
import { Asked } from './Asked.tsx'
import { CellOpener, useOpenCell } from './open-cell.tsx'
import type { ReportBodyProps } from './report-body.ts'
import { ReportSkeleton } from './ReportSkeleton.tsx'
import { TraitRows } from './TraitRows.tsx'
import { BEYOND_CHANCE, liftScale, partOfTrait, type TraitPart } from './trait-parts.ts'

type TraitsData = ReportOf<'traits'>

/** What customers have in common that others have not. */
export function CustomersReport({ search, onAsk }: ReportBodyProps) {
  const report = useReport('traits', search)
  return (
    <CellOpener report="traits" search={search}>
      <div className="flex flex-wrap items-end gap-3 pb-4 print:hidden">
        <Asked label="Customers against">
          <Select
            aria-label="Customers against"
            value={search['against'] ?? 'lost'}
            options={[
              { value: 'lost', label: 'those who were lost' },
              { value: 'all', label: 'all others who came' },
            ]}
            onChange={(against) => onAsk({ against: against === 'lost' ? undefined : against })}
          />
        </Asked>
      </div>
      {report.isError && report.data === undefined ? (
        <ReadFailed what="The traits" error={report.error} onRetry={() => void report.refetch()} />
      ) : report.data === undefined ? (
        <ReportSkeleton />
      ) : (
        <Told data={report.data} />
      )}
    </CellOpener>
  )
}

const PARTS: readonly { readonly part: TraitPart; readonly title: string; readonly note: string }[] = [
  { part: 'firm', title: 'Who they are', note: 'of those of whom it is known' },
  { part: 'behaviour', title: 'What they did', note: 'before sales had the lead' },
  { part: 'path', title: 'How they came', note: 'of those of whom it is known' },
]

function Told({ data: { answer, before } }: { readonly data: TraitsData }) {
  const open = useOpenCell()
  const { won, others, apart, against, rows } = answer
  const isLost = against === 'lost'
  const name = isLost ? 'Lost' : 'All others'
  return (
    <>
      <Section title="Who is compared">
        <Figures>
          <FigureTile
            name="Customers"
            about="Came in the period, and a deal with them was won by now."
            value={sayCount(won.count)}
            onOpen={open(won, 'Customers')}
            delta={<CountDelta now={won.count} before={before?.won.count} />}
          />
          <FigureTile
            name={name}
            about={
              isLost
                ? 'Came in the period, and every pass of theirs through sales has ended without success.'
                : 'Came in the period, and are no customers by now: some of them still will be.'
            }
            value={sayCount(others.count)}
            onOpen={open(others, name)}
            delta={<CountDelta now={others.count} before={before?.others.count} good="none" />}
          />
          {isLost && (
            <FigureTile
              name="In neither group"
              about="Came in the period and can still be won, or were never decided on. They say nothing for either side."
              value={sayCount(apart.count)}
              onOpen={open(apart, 'In neither group')}
            />
          )}
        </Figures>
        <HowRead data={answer} />
      </Section>
      {PARTS.map(({ part, title, note }) => {
        const own = rows.filter(({ trait }) => partOfTrait(trait) === part)
        const told = own.filter(({ tooFew }) => !tooFew)
        return (
          <Section key={part} title={title} note={note}>
            {own.length === 0 ? (
              <p className="text-body text-faint">Of nobody here is any such trait known often enough.</p>
            ) : (
              <TraitRows
                // Opened rows of one question say nothing of the next.
                key={against}
                rows={own}
                scale={told.length === 0 ? null : liftScale(told.map(({ lift }) => lift))}
                top={shareTop(sharesSaid(own))}
                others={isLost ? 'lost' : 'others'}
              />
            )}
          </Section>
        )
      })}
    </>
  )
}

/** Upper ends of the shares that are drawn. */
function sharesSaid(rows: TraitsData['answer']['rows']): readonly number[] {
  return rows
    .flatMap(({ won, others }) => [won.share, others.share])
    .flatMap(({ tooFew, high }) => (tooFew ? [] : [high]))
}

/** How many were looked at, what is left of that after chance, and what does not count. */
function HowRead({ data: { tested, leftOut, rows } }: { readonly data: TraitsData['answer'] }) {
  if (tested === 0)
    return (
      <p className="mt-5 max-w-prose text-body text-soft">
        Nothing was compared: of no trait are there five people in either group. Ask for a longer period.
      </p>
    )
  const isSaid = rows.some(({ tooFew }) => !tooFew)
  const clear = rows.filter(({ q, tooFew }) => q < BEYOND_CHANCE && !tooFew).length
  return (
    <div className="mt-5 max-w-prose space-y-2 text-body text-soft">
      <p>
        <strong className="font-semibold text-ink">
          {!isSaid
            ? 'Too few to say.'
            : clear === 0
              ? 'No trait is beyond chance.'
              : `${sayCounted(clear, 'trait')} ${clear === 1 ? 'is' : 'are'} beyond chance.`}
        </strong>{' '}
        {sayCounted(tested, 'trait')} {tested === 1 ? 'was' : 'were'} looked at; looked at one by one, about{' '}
        {sayCount(Math.max(1, Math.round(tested * 0.05)))} of so many would seem to matter by chance alone.{' '}
        <Definition term="q">
          Of all findings at least as strong, the share that is expected to be chance, given how many were
          looked at.
        </Definition>{' '}
        allows for that.
        {leftOut > 0 && ` ${sayCount(leftOut)} more are of fewer than five people and were not tested.`}
        {tested > rows.length && ` The strongest ${sayCount(rows.length)} are listed.`}
      </p>
      <p>
        What they did, took and filled in counts only from before sales had the lead: what follows from being
        sold to is no sign of a buyer. Others count for as long after they came as customers did. A trait is
        no cause of buying, and what the agreement asks for is bound to be among them.
      </p>
    </div>
  )
}
