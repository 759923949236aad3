import type { ContentAsset } from '@baton/protocol'
import { useState } from 'react'
import { useMay } from '../../api/may.ts'
import { useReport } from '../../api/reports-query.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { CellOpener } from '../reports/index.ts'
import { ContentFilters } from './ContentFilters.tsx'
import { ContentTable } from './ContentTable.tsx'
import type { ContentDraft } from './content-writing.ts'
import { ALL_CONTENT, foundContent } from './found-content.ts'
import { UnknownContent } from './UnknownContent.tsx'

/** Since there are records. */
const ALWAYS = { from: '2000-01-01' }

/** The library with filters, and beside each what it led to. */
export function ContentList({
  assets,
  onOpen,
  onAdd,
}: {
  readonly assets: readonly ContentAsset[]
  readonly onOpen: ((asset: ContentAsset) => void) | null
  readonly onAdd: ((more: Partial<ContentDraft>) => void) | null
}) {
  const [filter, setFilter] = useState(ALL_CONTENT)
  const found = foundContent(assets, filter)
  return (
    <>
      <ContentFilters assets={assets} filter={filter} onChange={setFilter} />
      {found.length === 0 ? (
        <EmptyState title="No content by these filters" />
      ) : (
        <Outcomes assets={found} onOpen={onOpen} onAdd={onAdd} />
      )}
    </>
  )
}

function Outcomes({
  assets,
  onOpen,
  onAdd,
}: {
  readonly assets: readonly ContentAsset[]
  readonly onOpen: ((asset: ContentAsset) => void) | null
  readonly onAdd: ((more: Partial<ContentDraft>) => void) | null
}) {
  const mayCount = useMay('report')
  return mayCount ? (
    <Counted assets={assets} onOpen={onOpen} onAdd={onAdd} />
  ) : (
    <ContentTable assets={assets} outcomes={null} onOpen={onOpen} />
  )
}

function Counted({
  assets,
  onOpen,
  onAdd,
}: {
  readonly assets: readonly ContentAsset[]
  readonly onOpen: ((asset: ContentAsset) => void) | null
  readonly onAdd: ((more: Partial<ContentDraft>) => void) | null
}) {
  const { data } = useReport('content', ALWAYS)
  const outcomes = new Map(data?.answer.assets.map((one) => [one.id, one]))
  return (
    <CellOpener report="content" search={ALWAYS}>
      <ContentTable assets={assets} outcomes={outcomes} onOpen={onOpen} />
      <UnknownContent others={data?.answer.others ?? []} onAdd={onAdd} />
    </CellOpener>
  )
}
