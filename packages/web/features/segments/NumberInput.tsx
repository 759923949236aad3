import { useState } from 'react'
import { TextInput } from '../../ui/TextInput.tsx'

/** A whole number, or nothing. What is typed stays while it is none. */
export function NumberInput({
  label,
  value,
  least,
  placeholder,
  onChange,
}: {
  readonly label: string
  readonly value: number | null
  readonly least: number
  readonly placeholder?: string
  readonly onChange: (value: number | null) => void
}) {
  const shown = value === null ? '' : String(value)
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <TextInput
      aria-label={label}
      inputMode="numeric"
      className="!w-16 text-right"
      value={typed ?? shown}
      placeholder={placeholder}
      onChange={(event) => {
        const text = event.target.value.trim()
        setTyped(text)
        if (text === '') return onChange(null)
        if (/^\d{1,6}$/.test(text) && Number(text) >= least) onChange(Number(text))
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
