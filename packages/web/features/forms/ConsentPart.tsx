import type { FormDefinition, Purpose } from '@baton/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus, X } from 'lucide-react'
import { purposesOptions } from '../../api/privacy-query.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { problemAt } from './edited-form.ts'
import type { PartProps } from './part-props.ts'
import { consentText } from './starting-points.ts'

type Asked = FormDefinition['consents'][number]

/** What people are asked to agree to: a box each that nobody ticked for them. */
export function ConsentPart({ edited, problems, write }: PartProps) {
  const purposes = useQuery(purposesOptions).data ?? []
  const { consents } = edited
  const set = (next: readonly Asked[]) => write((now) => ({ ...now, consents: [...next] }))
  const free = purposes.find(({ id }) => consents.every(({ purpose }) => purpose !== id))
  const ask = (purpose: Purpose) =>
    set([...consents, { purpose: purpose.id, text: consentText(purpose), required: false }])
  return (
    <Section
      title="Consent"
      note={
        <>
          What for is set under{' '}
          <Link to="/privacy" className="rounded-sm underline">
            Privacy
          </Link>
        </>
      }
      aside={
        <Button disabled={!free || consents.length >= 5} onClick={() => free && ask(free)}>
          <Plus size={13} aria-hidden="true" />
          Ask for consent
        </Button>
      }
    >
      {consents.length === 0 && (
        <p className="text-body text-soft">Nothing is asked for: nobody who sends this form may be mailed.</p>
      )}
      <ul className="space-y-3">
        {consents.map((consent, index) => (
          <li key={index} className="border-l-2 border-line pl-3">
            <OneConsent
              consent={consent}
              purposes={purposes}
              textError={problemAt(problems, `consents/${index}/text`)}
              purposeError={problemAt(problems, `consents/${index}/purpose`)}
              onChange={(change) => set(consents.with(index, { ...consent, ...change }))}
              onRemove={() => set(consents.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function OneConsent({
  consent,
  purposes,
  textError,
  purposeError,
  onChange,
  onRemove,
}: {
  readonly consent: Asked
  readonly purposes: readonly Purpose[]
  readonly textError: string
  readonly purposeError: string
  readonly onChange: (change: Partial<Asked>) => void
  readonly onRemove: () => void
}) {
  const options = purposes.map(({ id, name }) => ({ value: id, label: name }))
  const isKnown = options.some(({ value }) => value === consent.purpose)
  return (
    <div className="grid gap-2">
      <Field label="What for" error={purposeError}>
        <Select
          value={consent.purpose}
          options={isKnown ? options : [...options, { value: consent.purpose, label: consent.purpose }]}
          onChange={(purpose) => onChange({ purpose })}
        />
      </Field>
      <Field
        label="What they agree to, word for word"
        hint="Kept with each consent, so that it can be shown later what was agreed to."
        error={textError}
      >
        <TextArea
          rows={2}
          value={consent.text}
          maxLength={1000}
          onChange={(event) => onChange({ text: event.target.value })}
        />
      </Field>
      <div className="flex items-center justify-between">
        <Checkbox
          label="The form cannot be sent without it"
          checked={consent.required}
          onChange={(event) => onChange({ required: event.target.checked })}
        />
        <Button look="plain" onClick={onRemove}>
          <X size={13} aria-hidden="true" />
          Remove
        </Button>
      </div>
    </div>
  )
}
