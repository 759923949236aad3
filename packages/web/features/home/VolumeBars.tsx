import type { ReportOf } from '@baton/protocol'
import type { VolumeFigure } from '@baton/engine/reports'
import { sayCount, sayVolume } from '@baton/words'
import { BarsOverTime } from '../../ui/charts/index.ts'
import { saySlice, useOpenCell } from '../reports/index.ts'

/** One figure over time, with the same part of the period before as an outline. */
export function VolumeBars({
  data,
  figure,
}: {
  readonly data: ReportOf<'volume'>
  readonly figure: VolumeFigure
}) {
  const open = useOpenCell()
  const { answer, before } = data
  const name = sayVolume(figure)
  return (
    <div className="min-w-0">
      <h3 className="mb-2 text-body font-medium">{name}</h3>
      <BarsOverTime
        label={`${name} over time`}
        series={[{ key: figure, label: name }]}
        height={140}
        periods={answer.over.map(({ from, to, figures }, index) => {
          const earlier = before?.over[index]?.figures[figure].count
          return {
            key: String(from),
            label: saySlice(from, to).replace('Week of ', ''),
            name: saySlice(from, to),
            values: [figures[figure].count],
            ...(earlier !== undefined && { before: earlier }),
            isPartial: to > Date.parse(data.asOf),
            onOpen: open(figures[figure], `${name}, ${saySlice(from, to)}`),
          }
        })}
        say={sayCount}
        words={{
          period: 'Period',
          total: name,
          before: 'the period before',
          partial: 'not over yet',
          opens: 'Opens its leads.',
          asTable: 'As a table',
          nothing: 'Nothing in this period.',
        }}
      />
    </div>
  )
}
