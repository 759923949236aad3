import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { useFieldControl } from './field-control.ts'
import { CONTROL } from './TextInput.tsx'

export interface SelectOption<Value extends string = string> {
  readonly value: Value
  readonly label: string
  readonly disabled?: boolean
}

/** One of a few. The platform's own list: it works by keyboard, by touch and read aloud. */
export function Select<Value extends string>({
  value,
  options,
  onChange,
  className = '',
  ...rest
}: {
  readonly value: Value
  readonly options: readonly SelectOption<Value>[]
  readonly onChange: (value: Value) => void
} & Omit<ComponentProps<'select'>, 'value' | 'onChange'>) {
  return (
    <span className={`relative block ${className}`}>
      <select
        {...useFieldControl()}
        {...rest}
        value={value}
        onChange={(event) => onChange(event.target.value as Value)}
        className={`${CONTROL} h-8 appearance-none pr-7`}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        size={13}
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-faint"
      />
    </span>
  )
}
