import type { FormField } from '@baton/protocol'
import { useState } from 'react'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { changedField, problemAt, type EditedField } from './edited-form.ts'
import { mappedOptions, TYPE_OPTIONS } from './form-words.ts'
import type { PartProps } from './part-props.ts'
import { ShownWhen } from './ShownWhen.tsx'

/** All that can be said of a field. */
export function FieldSettings({
  field,
  index,
  before,
  problems,
  write,
}: Omit<PartProps, 'edited'> & {
  readonly field: EditedField
  readonly index: number
  readonly before: readonly EditedField[]
}) {
  const set = (change: Partial<FormField>) => write((now) => changedField(now, field.key, change))
  const wrong = (name: string) => problemAt(problems, `fields/${index}/${name}`)
  const general = problems.find(({ path }) => path === `fields/${index}`)
  const isAddress = field.maps === 'lead.email'
  return (
    <div className="grid gap-x-4 gap-y-3 pt-1 pr-3 pb-4 pl-[21px] sm:grid-cols-2">
      {general && (
        <p role="alert" className="text-small text-accent-text sm:col-span-2">
          {general.message}
        </p>
      )}
      <Field
        label="Label"
        className="sm:col-span-2"
        hint={
          <>
            In the data it is <code className="font-mono">{field.id}</code>
            {field.kept && ', which stays: answers stand under it'}
          </>
        }
        error={`${wrong('label')} ${wrong('id')}`.trim()}
      >
        <TextInput
          value={field.label}
          maxLength={200}
          onChange={(event) => set({ label: event.target.value })}
        />
      </Field>
      <Field label="Fills in" error={wrong('maps')}>
        <Select value={field.maps} options={mappedOptions(field.maps)} onChange={(maps) => set({ maps })} />
      </Field>
      <Field label="Type" error={wrong('type')}>
        <Select value={field.type} options={TYPE_OPTIONS} onChange={(type) => set({ type })} />
      </Field>
      {field.type === 'choice' && (
        <OptionLines
          options={field.options}
          error={wrong('options')}
          onChange={(options) => set({ options })}
        />
      )}
      <Field label="Help below it" className="sm:col-span-2" error={wrong('help')}>
        <TextInput
          value={field.help}
          maxLength={300}
          onChange={(event) => set({ help: event.target.value })}
        />
      </Field>
      {!isAddress && (
        <ShownWhen
          showWhen={field.showWhen}
          before={before}
          error={wrong('showWhen')}
          onChange={(showWhen) => set({ showWhen })}
        />
      )}
      <WhenAsked {...{ field, set }} error={`${wrong('required')} ${wrong('progressive')}`.trim()} />
    </div>
  )
}

/** Whether it has to be answered, and when it is asked. */
function WhenAsked({
  field,
  error,
  set,
}: {
  readonly field: FormField
  readonly error: string
  readonly set: (change: Partial<FormField>) => void
}) {
  const isAddress = field.maps === 'lead.email'
  return (
    <div className="flex flex-wrap gap-x-5 sm:col-span-2">
      <Checkbox
        label="Required"
        checked={field.required}
        disabled={isAddress && field.required}
        onChange={(event) => set({ required: event.target.checked })}
      />
      {!isAddress && (
        <Checkbox
          label="Only the second time"
          checked={field.progressive}
          onChange={(event) => set({ progressive: event.target.checked })}
        />
      )}
      {error !== '' && (
        <p role="alert" className="w-full text-small text-accent-text">
          {error}
        </p>
      )}
    </div>
  )
}

/** Answers to choose from, one a line. What is typed stays as typed; the form takes the lines that say something. */
function OptionLines({
  options,
  error,
  onChange,
}: {
  readonly options: readonly string[]
  readonly error: string
  readonly onChange: (options: string[]) => void
}) {
  const [text, setText] = useState(options.join('\n'))
  return (
    <Field label="Answers, one a line" className="sm:col-span-2" error={error}>
      <TextArea
        rows={Math.min(8, Math.max(3, options.length + 1))}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          onChange(linesOf(event.target.value))
        }}
      />
    </Field>
  )
}

const ANSWERS_MAX = 50

function linesOf(text: string): string[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim().slice(0, 100))
    .filter(Boolean)
  return [...new Set(lines)].slice(0, ANSWERS_MAX)
}
