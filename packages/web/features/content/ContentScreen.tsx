import type { ContentAsset } from '@baton/protocol'
import { Link, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useContent } from '../../api/content-query.ts'
import { useMay } from '../../api/may.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { ContentDialog } from './ContentDialog.tsx'
import { ContentList } from './ContentList.tsx'
import { type ContentDraft, draftOfContent, NO_CONTENT } from './content-writing.ts'
import { GapMatrix } from './GapMatrix.tsx'

interface Opened {
  readonly asset: ContentAsset | null
  readonly draft: ContentDraft
}

/** What there is to give people, what it led to, and where there is nothing. */
export function ContentScreen() {
  const { view } = useSearch({ from: '/content' })
  const content = useContent()
  const mayWrite = useMay('addContent')
  const mayCount = useMay('contentGaps')
  const [opened, setOpened] = useState<Opened | null>(null)
  const begin = (more: Partial<ContentDraft> = {}) =>
    setOpened({ asset: null, draft: { ...NO_CONTENT, ...more } })
  useDocumentTitle('Content')
  useShortcuts({ ...(mayWrite && { c: () => begin() }) })
  const add = (
    <Button look="solid" className="h-8" onClick={() => begin()}>
      <Plus size={13} aria-hidden="true" />
      Add content
    </Button>
  )
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader title="Content" note="What there is to give people, and what it led to.">
        {mayCount && <Views view={view ?? 'library'} />}
        {mayWrite && add}
      </ScreenHeader>
      <div className="scroller min-h-0 flex-1 overflow-y-auto border-t border-line pb-12">
        {view === 'gaps' && mayCount ? (
          <GapMatrix onAdd={mayWrite ? begin : null} />
        ) : content.isError ? (
          <ReadFailed what="The library" error={content.error} onRetry={() => void content.refetch()} />
        ) : content.data === undefined ? (
          <div className="p-6" aria-busy="true">
            <Skeleton className="h-24 w-full max-w-4xl" />
          </div>
        ) : content.data.length === 0 ? (
          <EmptyState title="The library is empty" actions={mayWrite && add}>
            <p>
              Add what you give people: books, webinars, case studies, tools. What each led to stands beside
              it.
            </p>
          </EmptyState>
        ) : (
          <ContentList
            assets={content.data}
            onOpen={mayWrite ? (asset) => setOpened({ asset, draft: draftOfContent(asset) }) : null}
            onAdd={mayWrite ? begin : null}
          />
        )}
      </div>
      {opened && <ContentDialog {...opened} onClose={() => setOpened(null)} />}
    </div>
  )
}

function Views({ view }: { readonly view: 'library' | 'gaps' }) {
  const look = (isOn: boolean) =>
    `inline-flex h-8 items-center px-2.5 text-body first:rounded-l-md last:rounded-r-md ${isOn ? 'bg-ink text-paper' : 'text-soft hover:bg-hover'}`
  return (
    <nav aria-label="Views of the content" className="flex rounded-md border border-line-strong">
      <Link
        to="/content"
        search={{}}
        aria-current={view === 'library' ? 'page' : undefined}
        className={look(view === 'library')}
      >
        Library
      </Link>
      <Link
        to="/content"
        search={{ view: 'gaps' }}
        aria-current={view === 'gaps' ? 'page' : undefined}
        className={look(view === 'gaps')}
      >
        Gaps
      </Link>
    </nav>
  )
}
