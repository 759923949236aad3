import type { Play } from '@baton/protocol'
import { Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { useMay } from '../../api/may.ts'
import { usePlaybook } from '../../api/playbook-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../leads/index.ts'
import { foundPlays } from './found-plays.ts'
import { PlayForm } from './PlayForm.tsx'
import { PlayItem } from './PlayItem.tsx'

/** Objections with what to answer and what proves it. Both teams write it; what came of it stands beside. */
export function PlaybookScreen() {
  const playbook = usePlaybook()
  const { playbookTitle } = useWords()
  const mayWrite = useMay('addPlay')
  const [adding, setAdding] = useState(false)
  const [words, setWords] = useState('')
  const [archived, setArchived] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  useDocumentTitle(playbookTitle)
  useShortcuts({ '/': () => search.current?.focus(), ...(mayWrite && { c: () => setAdding(true) }) })
  const plays = foundPlays(playbook.data ?? [], words, archived)
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader
        title={playbookTitle}
        note="What they object to, what we answer, and what shows that it is true."
      >
        <TextInput
          ref={search}
          type="search"
          aria-label="Search the playbook"
          placeholder="Search"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className="w-40 sm:w-56"
        />
        {mayWrite && (
          <Button look="solid" onClick={() => setAdding(true)} className="h-8">
            <Plus size={13} aria-hidden="true" />
            Add
          </Button>
        )}
      </ScreenHeader>
      <div className="scroller min-h-0 flex-1 overflow-y-auto border-t border-line px-4 pb-12 md:px-6">
        {playbook.isError ? (
          <ReadFailed what="The playbook" error={playbook.error} onRetry={() => void playbook.refetch()} />
        ) : playbook.data === undefined ? (
          <div className="space-y-5 py-6" aria-busy="true">
            <span className="sr-only">Reading the playbook…</span>
            {Array.from({ length: 6 }, (_, row) => (
              <Skeleton key={row} className="w-full max-w-3xl" />
            ))}
          </div>
        ) : (
          <>
            {adding && <PlayForm play={null} onClose={() => setAdding(false)} />}
            <PlayList plays={plays} mayWrite={mayWrite} searched={words.trim() !== ''} adding={adding} />
            {playbook.data.some((play) => play.archived) && (
              <Checkbox
                className="mt-4 text-soft"
                checked={archived}
                onChange={(event) => setArchived(event.target.checked)}
                label="Show archived ones"
              />
            )}
          </>
        )}
      </div>
    </div>
  )
}

function PlayList({
  plays,
  mayWrite,
  searched,
  adding,
}: {
  readonly plays: readonly Play[]
  readonly mayWrite: boolean
  readonly searched: boolean
  readonly adding: boolean
}) {
  if (plays.length === 0) {
    if (adding) return null
    return searched ? (
      <EmptyState title="No objection by these words" />
    ) : (
      <EmptyState title="The playbook is empty">
        <p>Write down the objection that you heard last, and the answer that worked.</p>
      </EmptyState>
    )
  }
  return (
    <ul className="divide-y divide-line border-b border-line">
      {plays.map((play) => (
        <PlayItem key={play.id} play={play} mayWrite={mayWrite} />
      ))}
    </ul>
  )
}
