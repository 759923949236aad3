import { Field } from '../../ui/Field.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { hasStages, isSourceName } from './edited-mapping.ts'
import { KNOWN_CHOICES } from './import-words.ts'
import { TimeFields } from './TimeFields.tsx'
import type { MapFile } from './use-map-file.ts'

const ONLY_FACTS = ''

/** What holds for the whole file: where it is from, what a row tells, how it writes times, and who is known already. */
export function MappingFields({ map }: { readonly map: MapFile }) {
  const { file, mapping, change } = map
  return (
    <Section title="What it is about">
      <div className="grid max-w-5xl items-start gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        <Field
          label="Source"
          hint="The name that its rows are recorded under. Keep it for the next file of the same list."
          error={
            isSourceName(mapping.source)
              ? undefined
              : 'Small letters, digits and dashes, beginning with a letter or digit; at most 60.'
          }
        >
          <TextInput
            value={mapping.source}
            maxLength={60}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => change({ source: event.target.value })}
          />
        </Field>
        <Field
          label="What a row tells"
          hint={mapping.tells === null ? undefined : 'A column has to say when it happened.'}
        >
          <Select
            value={mapping.tells ?? ONLY_FACTS}
            options={[
              { value: ONLY_FACTS, label: 'Only facts about somebody' },
              ...file.events.map((name) => ({ value: name, label: name })),
            ]}
            onChange={(name) => change({ tells: name === ONLY_FACTS ? null : name })}
          />
        </Field>
        {hasStages(mapping.columns) && (
          <Field label="Whose stages they are" hint="They are kept as what that system says.">
            <Select
              value={mapping.system ?? 'hubspot'}
              options={[
                { value: 'hubspot', label: 'HubSpot’s' },
                { value: 'salesforce', label: 'Salesforce’s' },
              ]}
              onChange={(system) => change({ system })}
            />
          </Field>
        )}
        <TimeFields times={mapping.times} onChange={(times) => change({ times })} />
        <Field label="Decimal sign">
          <Select
            value={mapping.decimal}
            options={[
              { value: '.', label: 'Point: 1,234.5' },
              { value: ',', label: 'Comma: 1.234,5' },
            ]}
            onChange={(decimal) => change({ decimal })}
          />
        </Field>
      </div>
      <KnownPeople map={map} />
    </Section>
  )
}

function KnownPeople({ map: { mapping, change } }: { readonly map: MapFile }) {
  return (
    <fieldset className="mt-5 max-w-5xl">
      <legend className="mb-1.5 text-small font-medium text-soft">People who are known already</legend>
      <div className="grid gap-1.5 lg:grid-cols-3">
        {KNOWN_CHOICES.map(({ value, label, about }) => (
          <label
            key={value}
            className="flex items-start gap-3 rounded-md border border-line px-3 py-2 hover:bg-hover has-checked:border-ink has-checked:bg-sunk"
          >
            <input
              type="radio"
              name="known"
              checked={mapping.known === value}
              onChange={() => change({ known: value })}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0 font-medium">
              {label}
              <span className="block text-small font-normal text-soft">{about}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
