import { X } from 'lucide-react'
import { useState } from 'react'
import { useLeadSearch } from '../../api/leads-query.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

/** Whose data fills the letter in: somebody made up, or a lead. */
export function LeadChoice({
  lead,
  onChoose,
}: {
  readonly lead: string | null
  readonly onChoose: (lead: string | null) => void
}) {
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  return (
    <span className="ml-auto inline-flex items-center">
      <Button look="plain" onClick={() => setOpen(true)}>
        For {lead === null ? 'somebody made up' : name}
      </Button>
      {lead !== null && (
        <button
          type="button"
          aria-label="For somebody made up"
          onClick={() => onChoose(null)}
          className="inline-flex size-6 items-center justify-center rounded text-faint hover:bg-hover hover:text-ink"
        >
          <X size={12} aria-hidden="true" />
        </button>
      )}
      {isOpen && (
        <LeadDialog
          onClose={() => setOpen(false)}
          onChoose={(id, chosen) => {
            setName(chosen)
            onChoose(id)
            setOpen(false)
          }}
        />
      )}
    </span>
  )
}

function LeadDialog({
  onClose,
  onChoose,
}: {
  readonly onClose: () => void
  readonly onChoose: (id: string, name: string) => void
}) {
  const [words, setWords] = useState('')
  const found = useLeadSearch(words).data?.data ?? []
  return (
    <Dialog title="Whose data fills it in?" note="Nothing is sent to them." size="narrow" onClose={onClose}>
      <TextInput
        type="search"
        aria-label="Find a lead"
        placeholder="Name, address or company"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <ul className="mt-2" aria-label="Leads">
        {found.map((one) => {
          const name = one.name ?? one.email ?? 'Without a name'
          return (
            <li key={one.id}>
              <button
                type="button"
                onClick={() => onChoose(one.id, name)}
                className="flex min-h-8 w-full items-baseline gap-2 rounded px-2 py-1 text-left hover:bg-hover"
              >
                <span className="font-medium">{name}</span>
                <span className="truncate text-small text-faint">{one.company ?? ''}</span>
              </button>
            </li>
          )
        })}
      </ul>
      {words.trim() !== '' && found.length === 0 && (
        <p className="mt-2 text-small text-faint">Nobody by these words.</p>
      )}
    </Dialog>
  )
}
