import type { HookMapping } from '@baton/protocol'
import { Plus } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import { useAgreementModel } from '../../api/agreement-query.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { fixedText, type Target, targetText, withTarget } from './mapping-targets.ts'
import { NameTable } from './NameTable.tsx'
import { sayTarget } from './say-target.ts'

interface FormProps {
  readonly mapping: HookMapping
  readonly target: Target
  readonly problems: readonly { readonly path: string; readonly message: string }[]
  readonly onTarget: (target: Target) => void
  readonly onChange: (mapping: HookMapping) => void
}

const IDENTITIES = ['email', 'userId', 'externalId', 'phone'] as const
const LEAD = ['name', 'first_name', 'last_name', 'title', 'phone', 'country', 'source']
const COMPANY = ['name', 'domain', 'employees', 'industry', 'country']

/** What each part of an event is taken from. The part that has the focus is the one that a pick on the other side fills. */
export function MappingForm(props: FormProps) {
  const { mapping, onChange } = props
  const catalogue = useAgreementModel().data?.compiled?.catalogue
  const withOwn = (names: readonly string[], own: Readonly<Record<string, string>>) => [
    ...names,
    ...Object.keys(own).filter((name) => !names.includes(name)),
  ]
  return (
    <form className="space-y-5" onSubmit={(event) => event.preventDefault()} aria-label="Mapping">
      <p className="text-small text-faint">
        A place in the body, or text in double quotes. Several places with | between: the first that is there.
      </p>
      <Part title="Event">
        <NameFields {...props} events={catalogue?.events.map(({ name }) => name) ?? []} />
        <PlaceField {...props} to="occurredAt" hint="Empty: when it is received" />
        {mapping.occurredAt !== null && (
          <Field label="Written as">
            <Select
              value={mapping.occurredAt.format}
              options={[
                { value: 'iso', label: 'ISO 8601' },
                { value: 'seconds', label: 'Seconds since 1970' },
                { value: 'milliseconds', label: 'Milliseconds since 1970' },
              ]}
              onChange={(format) =>
                onChange({ ...mapping, occurredAt: { is: mapping.occurredAt!.is, format } })
              }
            />
          </Field>
        )}
        <PlaceField
          {...props}
          to="messageId"
          hint="Empty: the whole body. Sent again, it is the same event"
        />
        <PlaceField {...props} to="each" hint="Empty: the body is one event" />
      </Part>
      <Part title="Who it is">
        {IDENTITIES.map((name) => (
          <PlaceField key={name} {...props} to={`identity.${name}`} />
        ))}
      </Part>
      <Part title="The lead">
        {withOwn(LEAD, mapping.lead).map((name) => (
          <PlaceField key={name} {...props} to={`lead.${name}`} label={name.replaceAll('_', ' ')} />
        ))}
      </Part>
      <Part title="The company">
        {withOwn(COMPANY, mapping.company).map((name) => (
          <PlaceField key={name} {...props} to={`company.${name}`} label={name.replaceAll('_', ' ')} />
        ))}
      </Part>
      <Properties {...props} events={catalogue?.events ?? []} />
      <Part title="Proof">
        <PlaceField {...props} to="check" hint="Google shows the key that it was given" />
        {mapping.check !== null && (
          <Field label="It has to be">
            <TextInput
              className="font-mono"
              value={mapping.check.equals}
              onChange={(event) =>
                onChange({ ...mapping, check: { is: mapping.check!.is, equals: event.target.value } })
              }
            />
          </Field>
        )}
      </Part>
    </form>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="border-t border-line pt-3">
      <legend className="label float-left mb-2 w-full">{title}</legend>
      <div className="clear-both grid gap-x-4 gap-y-3 sm:grid-cols-2">{children}</div>
    </fieldset>
  )
}

function PlaceField({
  mapping,
  target,
  problems,
  onTarget,
  onChange,
  to,
  label,
  hint,
}: FormProps & { readonly to: Target; readonly label?: string; readonly hint?: string }) {
  const said = label ?? sayTarget(to)
  return (
    <Field
      label={said.charAt(0).toUpperCase() + said.slice(1)}
      hint={hint}
      error={problems.find(({ path }) => path === to)?.message}
    >
      <TextInput
        value={targetText(mapping, to)}
        spellCheck={false}
        autoComplete="off"
        onFocus={() => onTarget(to)}
        onChange={(event) => onChange(withTarget(mapping, to, event.target.value))}
        className={`font-mono text-small! ${target === to ? 'border-data! bg-data-wash/40' : ''}`}
      />
    </Field>
  )
}

/** A name that is always the same is chosen from the catalogue; one from the body may be translated by a table. */
function NameFields(props: FormProps & { readonly events: readonly string[] }) {
  const { mapping, onChange, onTarget, events } = props
  const list = useId()
  const fixed = fixedText(mapping.name.is)
  const setName = (is: string, table = mapping.name.table) => onChange({ ...mapping, name: { is, table } })
  return (
    <>
      <Checkbox
        label="Always the same event"
        checked={fixed !== null}
        onChange={(event) => setName(event.target.checked ? '"Form Submitted"' : 'event', {})}
        className="sm:col-span-2"
      />
      {fixed === null ? (
        <PlaceField {...props} to="name" hint="What names the event in the body" />
      ) : (
        <Field
          label="The name of the event"
          error={props.problems.find(({ path }) => path === 'name')?.message}
        >
          <TextInput
            value={fixed}
            list={list}
            onFocus={() => onTarget('name')}
            onChange={(event) => setName(JSON.stringify(event.target.value))}
          />
        </Field>
      )}
      <datalist id={list}>
        {events.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </datalist>
      {fixed === null && (
        <NameTable
          table={mapping.name.table}
          list={list}
          onChange={(table) => setName(mapping.name.is, table)}
        />
      )}
    </>
  )
}

/** Properties by name; those that the catalogue knows of the event are offered. */
function Properties(
  props: FormProps & {
    readonly events: readonly {
      readonly name: string
      readonly fields: readonly { readonly name: string; readonly detail?: boolean }[]
    }[]
  },
) {
  const { mapping, events, onTarget } = props
  const [added, setAdded] = useState<readonly string[]>([])
  const [name, setName] = useState('')
  const list = useId()
  const known = events.find((event) => event.name === fixedText(mapping.name.is))?.fields ?? []
  const shown = [...new Set([...Object.keys(mapping.properties), ...added])]
  const add = () => {
    const wanted = name.trim()
    if (wanted === '' || shown.includes(wanted)) return
    setAdded([...added, wanted])
    setName('')
    onTarget(`properties.${wanted}`)
  }
  return (
    <Part title="Properties of the event">
      {shown.map((property) => (
        <PlaceField key={property} {...props} to={`properties.${property}`} label={property} />
      ))}
      <div className="flex items-end gap-2 sm:col-span-2">
        <Field label="One more property" className="w-full max-w-56">
          <TextInput
            value={name}
            list={list}
            maxLength={100}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              add()
            }}
          />
        </Field>
        <datalist id={list}>
          {known
            .filter(({ detail }) => detail !== true)
            .map((field) => (
              <option key={field.name}>{field.name}</option>
            ))}
        </datalist>
        <Button className="h-8" disabled={name.trim() === ''} onClick={add}>
          <Plus size={13} aria-hidden="true" />
          Add
        </Button>
      </div>
    </Part>
  )
}
