import type { FormField } from '@baton/protocol'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'

/** On which earlier answers a field depends. */
export function ShownWhen({
  showWhen,
  before,
  error,
  onChange,
}: {
  readonly showWhen: FormField['showWhen']
  readonly before: readonly FormField[]
  readonly error: string
  readonly onChange: (showWhen: FormField['showWhen']) => void
}) {
  const choices = before.filter(({ type }) => type === 'choice')
  const source = choices.find(({ id }) => id === showWhen?.field)
  const options = [
    { value: '', label: 'Always' },
    ...choices.map(({ id, label }) => ({ value: id, label: `Depending on: ${label}` })),
    ...(showWhen !== null && !source
      ? [{ value: showWhen.field, label: `Depending on “${showWhen.field}”, which is not there` }]
      : []),
  ]
  const chooseSource = (id: string) => {
    const chosen = choices.find((choice) => choice.id === id)
    onChange(chosen ? { field: chosen.id, is: chosen.options.slice(0, 1) } : null)
  }
  // An answer that was renamed away stands in the list too, so that it can be taken out.
  const answers = [...new Set([...(source?.options ?? []), ...(showWhen?.is ?? [])])]
  return (
    <div className="sm:col-span-2">
      <Field
        label="Shown"
        hint={choices.length === 0 ? 'To show it only sometimes, put a choice before it.' : undefined}
        error={error}
      >
        <Select value={showWhen?.field ?? ''} options={options} onChange={chooseSource} />
      </Field>
      {showWhen !== null && (
        <fieldset className="mt-1.5 flex flex-wrap gap-x-5">
          <legend className="sr-only">Shown for these answers</legend>
          {answers.map((answer) => (
            <Checkbox
              key={answer}
              label={answer}
              checked={showWhen.is.includes(answer)}
              onChange={(event) =>
                onChange({
                  ...showWhen,
                  is: event.target.checked
                    ? [...showWhen.is, answer]
                    : showWhen.is.filter((other) => other !== answer),
                })
              }
            />
          ))}
        </fieldset>
      )}
    </div>
  )
}
