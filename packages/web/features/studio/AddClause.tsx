import { withEntry } from '@baton/engine/edit'
import { sayId } from '@baton/words'
import { Plus } from 'lucide-react'
import { useId, useState, type FormEvent } from 'react'
import { Button } from '../../ui/Button.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import type { Meaning } from './studio-model.ts'

/** Adds a clause to points or to fit: what it is about is picked, how much it gives is turned afterwards. */
export function AddClause({
  section,
  meaning,
  onText,
}: {
  readonly section: string
  readonly meaning: Meaning
  readonly onText: (text: string) => void
}) {
  const [open, setOpen] = useState(false)
  if (section !== 'points' && section !== 'fit') return null
  if (!open)
    return (
      <Button look="plain" onClick={() => setOpen(true)} className="mt-1 -ml-2.5">
        <Plus size={13} aria-hidden="true" />
        {section === 'points' ? 'Add what leads do' : 'Add what fits'}
      </Button>
    )
  const add = (text: string) => {
    onText(text)
    setOpen(false)
  }
  return section === 'points' ? (
    <AddPoints meaning={meaning} onAdd={add} onCancel={() => setOpen(false)} />
  ) : (
    <AddFit meaning={meaning} onAdd={add} onCancel={() => setOpen(false)} />
  )
}

interface FormProps {
  readonly meaning: Meaning
  readonly onAdd: (text: string) => void
  readonly onCancel: () => void
}

const SELECT = 'h-7 rounded-md border border-line-strong bg-raised px-1.5 text-body'

function AddPoints({ meaning, onAdd, onCancel }: FormProps) {
  const { agreement, compiled, document } = meaning
  const events = compiled.catalogue.events.filter(({ side }) => side === 'engagement').map(({ name }) => name)
  const [event, setEvent] = useState(events[0] ?? '')
  const [meter, setMeter] = useState(agreement.meters[0]?.id ?? '')
  const submit = (sent: FormEvent) => {
    sent.preventDefault()
    const id = freeId(
      event,
      agreement.points.map((clause) => clause.id),
    )
    onAdd(withEntry(document, ['points', id], { on: event, give: 5, to: meter }))
  }
  return (
    <form onSubmit={submit} className="mt-2 flex flex-wrap items-center gap-2">
      <select aria-label="Event" value={event} onChange={(e) => setEvent(e.target.value)} className={SELECT}>
        {[...new Set(events)].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      gives 5 to
      <select aria-label="Meter" value={meter} onChange={(e) => setMeter(e.target.value)} className={SELECT}>
        {agreement.meters.map(({ id }) => (
          <option key={id} value={id}>
            {sayId(id)}
          </option>
        ))}
      </select>
      <Button type="submit" look="solid">
        Add
      </Button>
      <Button look="plain" onClick={onCancel}>
        Cancel
      </Button>
    </form>
  )
}

function AddFit({ meaning, onAdd, onCancel }: FormProps) {
  const { agreement, compiled, document } = meaning
  const { lead, company } = compiled.catalogue
  const fields = [
    ...company.map((field) => ({ ...field, ref: `company.${field.name}` })),
    ...lead.map((field) => ({ ...field, ref: `lead.${field.name}` })),
  ].filter(({ personal }) => personal !== true)
  const [ref, setRef] = useState(fields[0]?.ref ?? '')
  const [value, setValue] = useState('')
  const list = useId()
  const field = fields.find((one) => one.ref === ref)
  const submit = (sent: FormEvent) => {
    sent.preventDefault()
    if (value.trim() === '' || field === undefined) return
    const id = freeId(
      `${field.name} ${value}`,
      agreement.fit.points.map((clause) => clause.id),
    )
    const matcher = field.type === 'number' ? { from: Number(value) } : value.trim()
    onAdd(withEntry(document, ['fit', 'points', id], { where: { [ref]: matcher }, give: 10 }))
  }
  return (
    <form onSubmit={submit} className="mt-2 flex flex-wrap items-center gap-2">
      10 points when
      <select aria-label="Field" value={ref} onChange={(e) => setRef(e.target.value)} className={SELECT}>
        {[...new Set(fields.map((one) => one.ref))].map((name) => (
          <option key={name} value={name}>
            {name.replace('.', ' ').replaceAll('_', ' ')}
          </option>
        ))}
      </select>
      {field?.type === 'number' ? 'is at least' : 'is'}
      <TextInput
        aria-label="Value"
        list={list}
        inputMode={field?.type === 'number' ? 'numeric' : 'text'}
        value={value}
        onChange={(e) => setValue(e.target.value)}
        className="h-7 w-36"
      />
      <datalist id={list}>
        {(field?.values ?? []).map((known) => (
          <option key={known} value={known}>
            {known}
          </option>
        ))}
      </datalist>
      <Button
        type="submit"
        look="solid"
        disabled={value.trim() === '' || (field?.type === 'number' && Number.isNaN(Number(value)))}
      >
        Add
      </Button>
      <Button look="plain" onClick={onCancel}>
        Cancel
      </Button>
    </form>
  )
}

/** A kebab-case id that nobody has: `demo-requested`, `demo-requested-2`. */
function freeId(words: string, taken: readonly string[]): string {
  const id = words
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
  const isTaken = (name: string) => taken.some((other) => other.endsWith(`.${name}`))
  if (!isTaken(id)) return id
  for (let count = 2; ; count++) if (!isTaken(`${id}-${count}`)) return `${id}-${count}`
}
