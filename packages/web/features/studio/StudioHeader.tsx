import type { AgreementDraft } from '@baton/protocol'
import { Link, useNavigate } from '@tanstack/react-router'
import { Redo2, Trash2, Undo2, Users } from 'lucide-react'
import { useState } from 'react'
import { useWriteDraft } from '../../api/drafts-query.ts'
import { useMe } from '../../api/session-query.ts'
import { Button } from '../../ui/Button.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'
import type { Saving, StudioDocument } from './use-studio-document.ts'

/** What the draft is called, whose it is, whether it is saved; undoing, sharing, proposing. */
export function StudioHeader({
  draft,
  document,
  readable,
  changed,
  onPropose,
}: {
  readonly draft: AgreementDraft
  readonly document: StudioDocument
  readonly readable: boolean
  readonly changed: boolean
  readonly onPropose: () => void
}) {
  const me = useMe()
  const isMine = draft.owner === null || draft.owner.id === me?.person.id
  const isProposed = draft.proposedAs !== null
  return (
    <>
      <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 px-4 py-2 md:px-6">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="sr-only">Draft: {document.title}</h1>
          <TextInput
            aria-label="Title of the draft"
            maxLength={200}
            disabled={isProposed}
            value={document.title}
            onChange={(event) => document.setTitle(event.target.value)}
            className="-ml-2.5 border-transparent bg-transparent text-lead font-semibold"
          />
          <p className="truncate text-small text-faint">
            From v{draft.basedOn}
            {draft.owner !== null && `, ${isMine ? 'yours' : draft.owner.name}`}
            {draft.shared ? ', shared' : ', only yours to see'}
            {' · '}
            {isProposed ? (
              <Link to="/agreement" search={{ version: draft.proposedAs! }} className="underline">
                proposed as v{draft.proposedAs}
              </Link>
            ) : (
              <SavingNote saving={document.saving} />
            )}
          </p>
        </div>
        {!isProposed && <DraftActions {...{ draft, document, isMine, readable, changed, onPropose }} />}
      </header>
      <NotSaved document={document} />
    </>
  )
}

/** Undoing, sharing, throwing away, proposing. */
function DraftActions({
  draft,
  document,
  isMine,
  readable,
  changed,
  onPropose,
}: {
  readonly draft: AgreementDraft
  readonly document: StudioDocument
  readonly isMine: boolean
  readonly readable: boolean
  readonly changed: boolean
  readonly onPropose: () => void
}) {
  return (
    <div className="flex items-center gap-1">
      <Button
        look="plain"
        aria-label="Undo"
        title="Undo (Ctrl Z)"
        disabled={!document.canUndo}
        onClick={document.undo}
      >
        <Undo2 size={15} aria-hidden="true" />
      </Button>
      <Button
        look="plain"
        aria-label="Redo"
        title="Redo (Ctrl Shift Z)"
        disabled={!document.canRedo}
        onClick={document.redo}
      >
        <Redo2 size={15} aria-hidden="true" />
      </Button>
      {isMine && (
        <>
          <Button
            look="plain"
            aria-pressed={draft.shared}
            title={draft.shared ? 'Others see and write it, too' : 'Only you see it'}
            onClick={() => void document.save(!draft.shared)}
          >
            <Users size={14} aria-hidden="true" className={draft.shared ? 'text-data-text' : ''} />
            {draft.shared ? 'Shared' : 'Share'}
          </Button>
          <ThrowAway draft={draft} />
        </>
      )}
      <Button
        look="solid"
        disabled={!readable || !changed || document.saving.kind === 'conflict'}
        title={!readable ? 'It cannot be read yet' : !changed ? 'Nothing is changed yet' : undefined}
        onClick={onPropose}
      >
        Propose…
      </Button>
    </div>
  )
}

/** Why it is not saved, and what can be done about it. */
function NotSaved({ document }: { readonly document: StudioDocument }) {
  const { saving } = document
  if (saving.kind !== 'conflict' && saving.kind !== 'failed') return null
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-3 border-t border-line bg-warn-wash px-4 py-2 text-warn-text md:px-6"
    >
      <p>{saving.text}</p>
      {saving.kind === 'conflict' ? (
        <Button onClick={() => void document.takeTheirs()}>Read theirs, and lose mine</Button>
      ) : (
        <Button onClick={() => void document.save()}>Try again</Button>
      )}
    </div>
  )
}

function SavingNote({ saving }: { readonly saving: Saving }) {
  switch (saving.kind) {
    case 'saved':
      return <>saved</>
    case 'saving':
    case 'unsaved':
      return <>saving…</>
    default:
      return <span className="text-warn-text">not saved</span>
  }
}

function ThrowAway({ draft }: { readonly draft: AgreementDraft }) {
  const [sure, setSure] = useState(false)
  const { remove } = useWriteDraft(draft.id)
  const navigate = useNavigate()
  const throwAway = async () => {
    await remove()
    await navigate({ to: '/studio' })
    toast('The draft is gone.')
  }
  return (
    <Button
      look="plain"
      aria-label="Throw the draft away"
      title="Throw the draft away"
      onBlur={() => setSure(false)}
      onClick={() => (sure ? void throwAway() : setSure(true))}
    >
      <Trash2 size={14} aria-hidden="true" />
      {sure && 'Throw away?'}
    </Button>
  )
}
