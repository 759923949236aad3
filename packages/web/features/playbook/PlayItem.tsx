import type { Play } from '@baton/protocol'
import { sayAgo } from '@baton/words'
import { Archive, ArchiveRestore, Pencil } from 'lucide-react'
import { useState } from 'react'
import { useWritePlay } from '../../api/playbook-query.ts'
import { RequestFailed } from '../../api/request.ts'
import { useNow } from '../../app/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { toast } from '../../ui/toast.ts'
import { ShareCell } from '../contests/index.ts'
import { Defined } from '../leads/index.ts'
import { PlayText } from './PlayText.tsx'
import { PlayForm } from './PlayForm.tsx'

/** One objection with its answer, edited in place, beside what came of it. */
export function PlayItem({ play, mayWrite }: { readonly play: Play; readonly mayWrite: boolean }) {
  const [editing, setEditing] = useState(false)
  const now = useNow()
  if (editing) {
    return (
      <li>
        <PlayForm play={play} onClose={() => setEditing(false)} />
      </li>
    )
  }
  return (
    <li
      className={`grid gap-x-10 gap-y-4 py-5 lg:grid-cols-[minmax(0,1fr)_20rem] ${play.archived ? 'opacity-70' : ''}`}
    >
      <div className="min-w-0 max-w-prose">
        <h2 className="mb-2 text-lead font-semibold">“{play.objection}”</h2>
        <PlayText play={play} />
        <p className="mt-3 flex flex-wrap items-center gap-x-1 text-small text-faint">
          {play.changedBy === null ? 'Changed' : `${play.changedBy} changed it`}{' '}
          {sayAgo(Date.parse(play.changedAt), now)}
          {mayWrite && <PlayActs play={play} onEdit={() => setEditing(true)} />}
        </p>
      </div>
      <WhatWorked play={play} />
    </li>
  )
}

function PlayActs({ play, onEdit }: { readonly play: Play; readonly onEdit: () => void }) {
  const { change } = useWritePlay()
  const setArchived = (archived: boolean, revision: number) =>
    void change(play.id, { archived, revision })
      .then(() =>
        archived
          ? toast('Archived.', {
              action: { label: 'Undo', onSelect: () => setArchived(false, revision + 1) },
            })
          : undefined,
      )
      .catch((error: unknown) =>
        toast(error instanceof RequestFailed ? error.detail : String(error), { tone: 'problem' }),
      )
  const Icon = play.archived ? ArchiveRestore : Archive
  return (
    <>
      <Button look="plain" onClick={onEdit} className="text-small">
        <Pencil size={12} aria-hidden="true" /> Edit<span className="sr-only"> “{play.objection}”</span>
      </Button>
      <Button look="plain" onClick={() => setArchived(!play.archived, play.revision)} className="text-small">
        <Icon size={12} aria-hidden="true" /> {play.archived ? 'Take back' : 'Archive'}
        <span className="sr-only"> “{play.objection}”</span>
      </Button>
    </>
  )
}

function WhatWorked({ play }: { readonly play: Play }) {
  return (
    <dl className="grid min-w-0 grid-cols-[5.5rem_minmax(0,1fr)] content-start items-baseline gap-x-3 gap-y-2 self-start border-l border-line pl-4">
      <dt className="text-small text-faint">
        <Defined term="raised">Raised</Defined>
      </dt>
      <dd className="figures font-medium">
        {play.raised === 0 ? 'never yet' : play.raised === 1 ? 'once' : `${play.raised} times`}
      </dd>
      <dt className="text-small text-faint">
        <Defined term="answered">Answered</Defined>
      </dt>
      <dd>
        <ShareCell successes={play.answered} of={play.raised} />
      </dd>
      <dt className="text-small text-faint">
        <Defined term="won-share">Won then</Defined>
      </dt>
      <dd>
        <ShareCell successes={play.won} of={play.decided} />
      </dd>
    </dl>
  )
}
