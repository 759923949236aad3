import type { ContentAsset, ReportOf } from '@baton/protocol'
import { sayContentKind, sayCount, sayFunnelPlace } from '@baton/words'
import { useSendCounts } from '../../api/mails-query.ts'
import { OpenCount, RateCell } from '../reports/index.ts'
import { Cell, Table } from '../../ui/Table.tsx'
import { useStageNames } from '../leads/index.ts'

export type Outcome = ReportOf<'content'>['answer']['assets'][number]

/** A row a piece of content. @param outcomes null: whoever looks may not count; without one: not counted yet */
export function ContentTable({
  assets,
  outcomes,
  onOpen,
}: {
  readonly assets: readonly ContentAsset[]
  readonly outcomes: ReadonlyMap<string, Outcome> | null
  readonly onOpen: ((asset: ContentAsset) => void) | null
}) {
  const name = useStageNames()
  const mailed = useSendCounts('asset').data
  const figures = [
    { label: 'Mailed', className: 'hidden text-right lg:table-cell' },
    { label: 'Took it', className: 'text-right' },
    { label: `${name('mql')} after`, className: 'text-right !whitespace-normal' },
    { label: `${name('sql')} after`, className: 'hidden text-right sm:table-cell' },
    { label: 'Won after', className: 'hidden text-right sm:table-cell' },
  ]
  const columns = [
    { label: 'Content', className: 'w-[48%] md:w-[30%]' },
    { label: 'Place', className: 'hidden md:table-cell' },
    { label: 'Topic', className: 'hidden lg:table-cell' },
    { label: 'Fresh until', className: 'hidden lg:table-cell' },
    ...(outcomes ? figures : []),
  ]
  return (
    <Table caption="The content library" columns={columns}>
      {assets.map((asset) => (
        <tr key={asset.id} className={`hover:bg-sunk ${asset.archived ? 'text-faint' : ''}`}>
          <Cell className="py-2">
            <Title asset={asset} onOpen={onOpen} />
          </Cell>
          <Cell className="hidden text-soft md:table-cell">{sayFunnelPlace(asset.funnel)}</Cell>
          <Cell className="hidden text-soft lg:table-cell">{asset.topic}</Cell>
          <Cell
            className={`figures hidden lg:table-cell ${asset.isFresh ? 'text-soft' : 'text-accent-text'}`}
          >
            {asset.freshUntil ?? ''}
            {!asset.isFresh && <span className="block text-small">stale</span>}
          </Cell>
          {outcomes && (
            <Cell className="figures hidden text-right lg:table-cell">
              {sayCount(mailed?.get(asset.id)?.sent ?? 0)}
            </Cell>
          )}
          {outcomes && <Figures title={asset.title} outcome={outcomes.get(asset.id)} />}
        </tr>
      ))}
    </Table>
  )
}

function Title({
  asset,
  onOpen,
}: {
  readonly asset: ContentAsset
  readonly onOpen: ((asset: ContentAsset) => void) | null
}) {
  return (
    <>
      {onOpen ? (
        <button type="button" onClick={() => onOpen(asset)} className="text-left font-medium hover:underline">
          {asset.title}
        </button>
      ) : asset.url !== '' ? (
        <a href={asset.url} rel="noreferrer" target="_blank" className="font-medium hover:underline">
          {asset.title}
        </a>
      ) : (
        <span className="font-medium">{asset.title}</span>
      )}
      <span className="block text-small text-faint">
        {sayContentKind(asset.kind)}
        {asset.language !== '' && ` · ${asset.language}`}
        {asset.ownerName !== null && ` · ${asset.ownerName}`}
        {asset.archived && ' · archived'}
      </span>
    </>
  )
}

function Figures({ title, outcome }: { readonly title: string; readonly outcome: Outcome | undefined }) {
  if (!outcome)
    return (
      <>
        <Cell />
        <Cell />
        <Cell className="hidden sm:table-cell" />
        <Cell className="hidden sm:table-cell" />
      </>
    )
  return (
    <>
      <Cell className="figures text-right">
        <OpenCount counted={outcome.takers} of={`who took ${title}`} />
      </Cell>
      <Cell className="figures py-1.5 text-right">
        <OpenCount counted={outcome.promoted} of={`promoted after ${title}`} />
        <span className="block text-small text-faint">
          {outcome.takers.count > 0 && <RateCell rate={outcome.promotedRate} />}
        </span>
      </Cell>
      <Cell className="figures hidden py-1.5 text-right sm:table-cell">
        <OpenCount counted={outcome.sql} of={`sales qualified after ${title}`} />
        <span className="block text-small text-faint">
          {outcome.takers.count > 0 && <RateCell rate={outcome.sqlRate} />}
        </span>
      </Cell>
      <Cell className="figures hidden py-1.5 text-right sm:table-cell">
        <OpenCount counted={outcome.won} of={`won after ${title}`} />
        <span className="block text-small text-faint">
          {outcome.takers.count > 0 && <RateCell rate={outcome.wonRate} />}
        </span>
      </Cell>
    </>
  )
}
