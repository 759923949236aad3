import type { FlowPlace } from '@baton/engine/reports'
import type { ReportOf } from '@baton/protocol'
import { sayCount, sayRest } from '@baton/words'
import { useReport } from '../../api/reports-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Select } from '../../ui/Select.tsx'
import { FlowChart, OpenNumber, type FlowKind } from '../../ui/charts/index.ts'
import { useNamesOfStages, useStageNames } from '../leads/index.ts'
import { flowColumns } from './flow-columns.ts'
import { Asked } from './Asked.tsx'
import { CellOpener, useOpenCell } from './open-cell.tsx'
import type { ReportBodyProps } from './report-body.ts'
import { ReportSkeleton } from './ReportSkeleton.tsx'

const ENTRIES = ['visitor', 'lead', 'mql'] as const

/** Everybody who entered, on the way that they took, to where they are now. */
export function FlowReport({ search, onAsk }: ReportBodyProps) {
  const report = useReport('flow', search)
  const stage = useStageNames()
  return (
    <CellOpener report="flow" search={search}>
      <div className="flex flex-wrap items-end gap-3 pb-4 print:hidden">
        <Asked label="Who entered">
          <Select
            aria-label="Who entered"
            value={search['entry'] ?? 'lead'}
            options={ENTRIES.map((value) => ({ value, label: stage(value) }))}
            onChange={(entry) => onAsk({ entry })}
          />
        </Asked>
      </div>
      {report.isError && report.data === undefined ? (
        <ReadFailed what="The flow" error={report.error} onRetry={() => void report.refetch()} />
      ) : report.data === undefined ? (
        <ReportSkeleton />
      ) : (
        <Told data={report.data} />
      )}
    </CellOpener>
  )
}

function Told({ data: { answer } }: { readonly data: ReportOf<'flow'> }) {
  const names = useNamesOfStages()
  const stage = useStageNames()
  const open = useOpenCell()
  const columns = flowColumns(answer)
  const say = ({ place }: FlowPlace) => (place.kind === 'stage' ? stage(place.stage) : sayRest(place, names))
  const labels = new Map(answer.places.map((place) => [place.key, say(place)]))
  const left = answer.places.filter(({ place }) => place.kind === 'left' || place.kind === 'disqualified')
  return (
    <>
      <p className="max-w-prose pb-3 text-body text-soft">
        {sayCount(answer.entered.count)} {answer.unit === 'lead' ? 'people' : 'passes'} came in. What comes
        into a place goes out of it or stays there, so nobody is lost on the way. Whoever went through more
        than once is shown by the pass that was won, else by the latest.
      </p>
      <FlowChart
        label="Where everyone went"
        nodes={answer.places.map((place) => ({
          key: place.key,
          label: labels.get(place.key)!,
          column: columns.get(place.key)!,
          kind: kindOf(place),
          count: place.count,
          onOpen: open(place, labels.get(place.key)!),
        }))}
        links={answer.links.map((link) => ({
          from: link.from,
          to: link.to,
          count: link.count,
          onOpen: open(link, `From ${labels.get(link.from)} to ${labels.get(link.to)}`),
        }))}
        words={{
          openNode: (label, shown) => `Open the ${shown} of ${label}`,
          openLink: (from, to, shown) => `Open the ${shown} that went from ${from} to ${to}`,
          kinds: { way: 'a stage on the way', leak: 'left the way', open: 'still open', won: 'won' },
          asTable: 'As a table',
          from: 'From',
          to: 'To',
          count: 'How many',
          nothing: 'Nobody entered in this period.',
        }}
      />
      {left.length > 0 && (
        <section className="mt-6 max-w-2xl">
          <h2 className="mb-1 text-lead font-semibold">Where it leaks most</h2>
          <ol className="divide-y divide-line">
            {left
              .toSorted((a, b) => b.count - a.count)
              .slice(0, 8)
              .map((place) => (
                <li key={place.key} className="flex items-baseline gap-3 py-1.5">
                  <span className="min-w-0 flex-1 truncate">{labels.get(place.key)}</span>
                  <OpenNumber
                    label={`Open the ${place.count} of ${labels.get(place.key)}`}
                    onOpen={open(place, labels.get(place.key)!)}
                  >
                    {sayCount(place.count)}
                  </OpenNumber>
                </li>
              ))}
          </ol>
        </section>
      )}
    </>
  )
}

function kindOf({ place }: FlowPlace): FlowKind {
  switch (place.kind) {
    case 'stage':
      return place.stage === 'customer' ? 'won' : 'way'
    case 'won':
      return 'won'
    case 'left':
    case 'disqualified':
    case 'quiet':
      return 'leak'
    default:
      return 'open'
  }
}
