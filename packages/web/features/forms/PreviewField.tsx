import type { FormField } from '@baton/protocol'
import { useId } from 'react'

const CONTROL = 'min-h-[2.6rem] w-full rounded-lg border border-line-strong bg-raised px-3 py-2'

/** A field as the page of the form draws it. */
export function PreviewField({
  field,
  value,
  onChange,
}: {
  readonly field: FormField
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const id = useId()
  const help = field.help !== '' && (
    <p id={`${id}-help`} className="mt-1 text-[0.8125rem] text-faint">
      {field.help}
    </p>
  )
  if (field.type === 'checkbox')
    return (
      <div>
        <PreviewTick label={field.label} isOptional={false} />
        {help}
      </div>
    )
  const control = {
    id,
    value,
    className: CONTROL,
    autoComplete: 'off',
    'aria-describedby': field.help === '' ? undefined : `${id}-help`,
  }
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium [overflow-wrap:anywhere]">
        {field.label}
        {!field.required && <span className="font-normal text-faint"> (optional)</span>}
      </label>
      {field.type === 'long-text' ? (
        <textarea {...control} rows={4} onChange={(event) => onChange(event.target.value)} />
      ) : field.type === 'choice' ? (
        <select {...control} onChange={(event) => onChange(event.target.value)}>
          <option value="">Choose…</option>
          {field.options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      ) : (
        <input
          {...control}
          inputMode={field.type === 'number' ? 'decimal' : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {help}
    </div>
  )
}

/** A box to tick, of a field or a consent. */
export function PreviewTick({ label, isOptional }: { readonly label: string; readonly isOptional: boolean }) {
  return (
    <label className="grid grid-cols-[auto_1fr] items-start gap-2.5 text-sm text-soft">
      <input type="checkbox" className="mt-0.5 size-[1.1rem] accent-ink" />
      <span className="[overflow-wrap:anywhere]">
        {label}
        {isOptional && <span className="text-faint"> (optional)</span>}
      </span>
    </label>
  )
}
