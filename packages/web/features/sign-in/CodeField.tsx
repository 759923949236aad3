import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

/** The code of an app, asked for once the password was right. */
export function CodeField({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (code: string) => void
}) {
  return (
    <Field label="Code" hint="Six digits of your app, or a recovery code">
      <TextInput
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={40}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it appears because it is what is missing
        autoFocus
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-9"
      />
    </Field>
  )
}
