import type { PersonaText } from '@baton/protocol'
import { usePeople } from '../../api/people-query.ts'
import { usePersonas } from '../../api/personas-query.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import type { ContentDraft } from './content-writing.ts'

/** What content is about and whom it is for. */
export function AboutWhom({
  said,
  problem,
  onChange,
}: {
  readonly said: ContentDraft
  /** With its language. */
  readonly problem: string | undefined
  readonly onChange: (more: Partial<ContentDraft>) => void
}) {
  const personas = (usePersonas().data ?? []).filter(({ archived }) => !archived)
  const people = usePeople().data?.data ?? []
  return (
    <>
      <Field label="Topic">
        <TextInput
          maxLength={200}
          value={said.topic}
          onChange={(event) => onChange({ topic: event.target.value })}
        />
      </Field>
      <Field label="Product">
        <TextInput
          maxLength={200}
          value={said.product}
          onChange={(event) => onChange({ product: event.target.value })}
        />
      </Field>
      <ForWhom personas={personas} said={said} onChange={onChange} />
      <Pains personas={personas} said={said} onChange={onChange} />
      <Field label="Language" hint="A tag such as en; empty: any" error={problem}>
        <TextInput
          maxLength={35}
          value={said.language}
          onChange={(event) => onChange({ language: event.target.value })}
        />
      </Field>
      <Field label="Owner">
        <Select
          value={said.owner}
          options={[
            { value: '', label: 'Nobody' },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(owner) => onChange({ owner })}
        />
      </Field>
    </>
  )
}

interface PartProps {
  readonly personas: readonly PersonaText[]
  readonly said: ContentDraft
  readonly onChange: (more: Partial<ContentDraft>) => void
}

function ForWhom({ personas, said, onChange }: PartProps) {
  const toggle = (id: string, isOn: boolean) =>
    onChange({ personas: isOn ? [...said.personas, id] : said.personas.filter((one) => one !== id) })
  return (
    <fieldset>
      <legend className="mb-1 text-small font-medium text-soft">For whom</legend>
      {personas.length === 0 && (
        <p className="text-small text-faint">For everybody: no personas are described.</p>
      )}
      <div className="flex flex-wrap gap-x-4">
        {personas.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={said.personas.includes(id)}
            onChange={(event) => toggle(id, event.target.checked)}
          />
        ))}
      </div>
      {personas.length > 0 && <p className="mt-1 text-small text-faint">None ticked: for everybody</p>}
    </fieldset>
  )
}

function Pains({ personas, said, onChange }: PartProps) {
  const pains = [...new Set(personas.flatMap((persona) => persona.pains))]
  const chosen = said.pains.split('\n').map((line) => line.trim())
  const addPain = (pain: string) => onChange({ pains: [...chosen.filter(Boolean), pain].join('\n') })
  return (
    <div>
      <Field label="Pains it answers" hint="One a line">
        <TextArea rows={2} value={said.pains} onChange={(event) => onChange({ pains: event.target.value })} />
      </Field>
      <div className="mt-1 flex flex-wrap gap-1">
        {pains
          .filter((pain) => !chosen.includes(pain))
          .slice(0, 6)
          .map((pain) => (
            <button
              key={pain}
              type="button"
              onClick={() => addPain(pain)}
              className="rounded border border-dashed border-line-strong px-1.5 text-small text-soft hover:text-ink"
            >
              + {pain}
            </button>
          ))}
      </div>
    </div>
  )
}
