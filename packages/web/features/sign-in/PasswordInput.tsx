import { Eye, EyeOff } from 'lucide-react'
import { useState, type ComponentProps } from 'react'
import { TextInput } from '../../ui/TextInput.tsx'

/** A password, which can be looked at. */
export function PasswordInput(props: Omit<ComponentProps<'input'>, 'type'>) {
  const [visible, setVisible] = useState(false)
  const Icon = visible ? EyeOff : Eye
  return (
    <span className="relative block">
      <TextInput {...props} type={visible ? 'text' : 'password'} spellCheck={false} className="h-9 pr-9" />
      <button
        type="button"
        aria-label={visible ? 'Hide the password' : 'Show the password'}
        aria-pressed={visible}
        onClick={() => setVisible(!visible)}
        className="absolute top-1 right-1 inline-flex size-7 items-center justify-center rounded text-faint hover:text-ink"
      >
        <Icon size={14} aria-hidden="true" />
      </button>
    </span>
  )
}
