import type { Uncatalogued } from '@baton/protocol'
import { useState } from 'react'
import type { Body } from '../../api/paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { type NewField, proposedFields } from './proposed-fields.ts'

type Side = NonNullable<Body<'catalogueEvent'>['side']>

const SIDES: readonly { readonly value: Side; readonly label: string }[] = [
  { value: 'engagement', label: 'The lead’s own act' },
  { value: 'sales', label: 'An act of sales' },
  { value: 'outcome', label: 'What became of the lead' },
  { value: 'record', label: 'A statement of facts' },
]
const TYPES = (['text', 'number', 'boolean', 'date'] as const).map((value) => ({ value, label: value }))

/** What the catalogue is told about an event, with the guesses to begin from. */
export function CatalogueForm({
  item,
  pending,
  onSubmit,
  onClose,
}: {
  readonly item: Uncatalogued['data'][number]
  readonly pending: boolean
  readonly onSubmit: (body: Body<'catalogueEvent'>) => void
  readonly onClose: () => void
}) {
  const [about, setAbout] = useState('')
  const [side, setSide] = useState<Side>('engagement')
  const [fields, setFields] = useState(() => proposedFields(item).map((field) => ({ ...field, isIn: true })))
  const change = (name: string, more: Partial<NewField & { isIn: boolean }>) =>
    setFields((before) => before.map((field) => (field.name === name ? { ...field, ...more } : field)))
  const chosen = fields
    .filter(({ isIn }) => isIn)
    .map(({ name, type, personal }) => ({ name, type, ...(personal && { personal }) }))
  return (
    <form
      className="mt-3 max-w-3xl space-y-4 border-t border-line pt-3"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit({ name: item.name, about, side, fields: chosen })
      }}
    >
      {!item.known && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="What it means" hint="As a sentence goes on: “saw a planet”">
            <TextInput value={about} maxLength={500} onChange={(event) => setAbout(event.target.value)} />
          </Field>
          <Field label="Whose act it is">
            <Select value={side} options={SIDES} onChange={setSide} />
          </Field>
        </div>
      )}
      <ul aria-label="Properties">
        {fields.map((field) => (
          <li
            key={field.name}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line py-1.5"
          >
            <Checkbox
              label={<span className="font-mono text-small">{field.name}</span>}
              checked={field.isIn}
              onChange={(event) => change(field.name, { isIn: event.target.checked })}
              className="min-w-48"
            />
            <Select
              aria-label={`Type of ${field.name}`}
              value={field.type}
              options={TYPES}
              onChange={(type) => change(field.name, { type })}
              className="w-28"
            />
            <Checkbox
              label="Personal"
              checked={field.personal === true}
              onChange={(event) => change(field.name, { personal: event.target.checked })}
            />
          </li>
        ))}
      </ul>
      <div className="flex gap-2">
        <Button type="submit" look="solid" disabled={pending || (item.known && chosen.length === 0)}>
          Put into the catalogue
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  )
}
