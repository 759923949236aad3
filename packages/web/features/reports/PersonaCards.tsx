import type { PersonaText } from '@baton/protocol'
import { sayAgo, sayMark } from '@baton/words'
import { Archive, ArchiveRestore, FilePen, Pencil } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../api/may.ts'
import { useWritePersona } from '../../api/personas-query.ts'
import { RequestFailed } from '../../api/request.ts'
import { useNow } from '../../app/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { toast } from '../../ui/toast.ts'
import { DraftPersonaDialog } from './DraftPersonaDialog.tsx'

interface CardsProps {
  readonly personas: readonly PersonaText[]
  readonly onEdit: (persona: PersonaText) => void
}

/** What people have written of each persona; those archived are folded away at the end. */
export function PersonaCards({ personas, onEdit }: CardsProps) {
  const [drafting, setDrafting] = useState<PersonaText | null>(null)
  const kept = personas.filter(({ archived }) => !archived)
  const archived = personas.filter((persona) => persona.archived)
  const list = (some: readonly PersonaText[]) => (
    <ul className="grid gap-x-10 lg:grid-cols-2">
      {some.map((persona) => (
        <Card key={persona.id} persona={persona} onEdit={onEdit} onDraft={setDrafting} />
      ))}
    </ul>
  )
  return (
    <>
      {kept.length > 0 && list(kept)}
      {archived.length > 0 && (
        <Disclosure summary={<span className="text-soft">Archived ({archived.length})</span>}>
          {list(archived)}
        </Disclosure>
      )}
      {drafting !== null && <DraftPersonaDialog persona={drafting} onClose={() => setDrafting(null)} />}
    </>
  )
}

function Card({
  persona,
  onEdit,
  onDraft,
}: {
  readonly persona: PersonaText
  readonly onEdit: (persona: PersonaText) => void
  readonly onDraft: (persona: PersonaText) => void
}) {
  const now = useNow()
  const { name, about, pains, words, marks } = persona
  return (
    <li className={`min-w-0 border-b border-line py-4 ${persona.archived ? 'opacity-70' : ''}`}>
      <h3 className="text-body font-semibold">{name}</h3>
      {about !== '' && <p className="max-w-prose whitespace-pre-line text-body text-soft">{about}</p>}
      <dl className="mt-2 grid gap-x-4 gap-y-1 text-body sm:grid-cols-[7.5rem_minmax(0,1fr)]">
        <Lines name="Recognised by">
          {marks.length === 0 ? ['nothing yet: no lead is of it'] : marks.map(sayMark)}
        </Lines>
        {pains.length > 0 && <Lines name="Troubled by">{pains}</Lines>}
        {words.length > 0 && (
          <Lines name="Their words">{[words.map((word) => `“${word}”`).join(', ')]}</Lines>
        )}
      </dl>
      <p className="mt-2 flex flex-wrap items-center gap-x-1 text-small text-faint">
        {persona.changedBy === null ? 'Changed' : `${persona.changedBy} changed it`}{' '}
        {sayAgo(Date.parse(persona.changedAt), now)}
        <Acts persona={persona} onEdit={() => onEdit(persona)} onDraft={() => onDraft(persona)} />
      </p>
    </li>
  )
}

function Lines({ name, children }: { readonly name: string; readonly children: readonly ReactNode[] }) {
  return (
    <>
      <dt className="text-small text-faint">{name}</dt>
      <dd className="min-w-0 break-words">
        {children.map((line, index) => (
          <span key={index} className="block">
            {line}
          </span>
        ))}
      </dd>
    </>
  )
}

function Acts({
  persona,
  onEdit,
  onDraft,
}: {
  readonly persona: PersonaText
  readonly onEdit: () => void
  readonly onDraft: () => void
}) {
  const mayChange = useMay('changePersona')
  const mayDraft = useMay('draftPersona')
  const { change } = useWritePersona()
  const setArchived = (archived: boolean, revision: number) =>
    void change(persona.id, { archived, revision })
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
  const Icon = persona.archived ? ArchiveRestore : Archive
  const of = <span className="sr-only"> “{persona.name}”</span>
  return (
    <span className="flex flex-wrap print:hidden">
      {mayChange && !persona.archived && (
        <Button look="plain" className="text-small" onClick={onEdit}>
          <Pencil size={12} aria-hidden="true" /> Edit{of}
        </Button>
      )}
      {mayDraft && !persona.archived && persona.marks.some(({ kind }) => kind === 'fact') && (
        <Button look="plain" className="text-small" onClick={onDraft}>
          <FilePen size={12} aria-hidden="true" /> Make fit clauses in a draft{of}
        </Button>
      )}
      {mayChange && (
        <Button
          look="plain"
          className="text-small"
          onClick={() => setArchived(!persona.archived, persona.revision)}
        >
          <Icon size={12} aria-hidden="true" /> {persona.archived ? 'Take back' : 'Archive'}
          {of}
        </Button>
      )}
    </span>
  )
}
