import { placesOf } from '@baton/engine/content'
import type { ContentGaps } from '@baton/protocol'
import { sayCount } from '@baton/words'
import { useContentGaps } from '../../api/content-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useStageNames } from '../leads/index.ts'
import { CellOpener, OpenCount } from '../reports/index.ts'
import type { ContentDraft } from './content-writing.ts'

/** As the server asks for where leads stand. */
const ASKED = { from: '2000-01-01' }

type Row = ContentGaps['rows'][number]

/** Stages against what troubles each persona: how much fresh content there is, and who waits where there is none. */
export function GapMatrix({ onAdd }: { readonly onAdd: ((more: Partial<ContentDraft>) => void) | null }) {
  const gaps = useContentGaps()
  const name = useStageNames()
  if (gaps.isError)
    return <ReadFailed what="The gaps" error={gaps.error} onRetry={() => void gaps.refetch()} />
  if (gaps.data === undefined)
    return (
      <div className="p-6" aria-busy="true">
        <Skeleton className="h-40 w-full max-w-4xl" />
      </div>
    )
  const { stages, rows } = gaps.data
  return (
    <CellOpener report="content" search={ASKED}>
      <p className="px-4 py-3 text-small text-soft md:px-6">
        A number is how many fresh pieces fit there by place, persona and pain. Where there are none, it says
        how many leads stand there now; what troubles a persona is written down with the persona.
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <section aria-label="Gaps" tabIndex={0} className="scroller overflow-x-auto">
        <table className="w-full min-w-[52rem] border-separate border-spacing-0 text-body">
          <caption className="sr-only">Content by persona, pain and stage</caption>
          <thead>
            <tr className="text-small text-faint">
              <th scope="col" className="w-56 border-b border-line py-1.5 pl-4 text-left font-medium md:pl-6">
                Persona and pain
              </th>
              {stages.map((stage) => (
                <th
                  key={stage}
                  scope="col"
                  className="border-b border-line px-2 py-1.5 text-left font-medium"
                >
                  {name(stage)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.persona} ${row.pain}`}>
                <th
                  scope="row"
                  className="border-b border-line py-2 pl-4 text-left align-top font-normal md:pl-6"
                >
                  <span className="font-medium">{row.name === '' ? 'No persona known' : row.name}</span>
                  <span className="block text-small text-faint">{row.pain ?? 'any pain'}</span>
                </th>
                {row.cells.map((cell) => (
                  <GapCell
                    key={cell.stage}
                    row={row}
                    cell={cell}
                    stageName={name(cell.stage)}
                    onAdd={onAdd}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </CellOpener>
  )
}

function GapCell({
  row,
  cell,
  stageName,
  onAdd,
}: {
  readonly row: Row
  readonly cell: Row['cells'][number]
  readonly stageName: string
  readonly onAdd: ((more: Partial<ContentDraft>) => void) | null
}) {
  if (cell.fresh > 0)
    return (
      <td className="figures border-b border-line px-2 py-2 align-top text-soft">{sayCount(cell.fresh)}</td>
    )
  const about = `${stageName}, ${row.name || 'no persona'}, ${row.pain ?? 'any pain'}`
  return (
    <td className="border-b border-line bg-sunk px-2 py-2 align-top">
      <span className="figures block font-medium">
        {cell.leads.count === 0 ? (
          <span className="font-normal text-faint">no leads</span>
        ) : (
          <>
            <OpenCount counted={cell.leads} of={`leads at ${about}`} />{' '}
            {cell.leads.count === 1 ? 'lead' : 'leads'}
          </>
        )}
      </span>
      {cell.stale > 0 && <span className="block text-small text-faint">{sayCount(cell.stale)} stale</span>}
      {onAdd && (
        <button
          type="button"
          aria-label={`Add content for ${about}`}
          className="text-small text-soft underline decoration-line-strong underline-offset-2 hover:text-ink"
          onClick={() =>
            onAdd({
              funnel: placesOf(cell.stage)[0] ?? 'top',
              personas: row.persona === '' ? [] : [row.persona],
              pains: row.pain ?? '',
            })
          }
        >
          Add
        </button>
      )}
    </td>
  )
}
