import type { ComponentProps } from 'react'
import { useFieldControl } from './field-control.ts'

export const CONTROL =
  'w-full rounded-md border border-line-strong bg-raised px-2.5 text-body text-ink transition-colors hover:border-faint disabled:opacity-50 aria-invalid:border-accent'

/** One line of text. Inside a `Field` it takes over its label. */
export function TextInput({ className = '', ...rest }: ComponentProps<'input'>) {
  return <input type="text" {...useFieldControl()} {...rest} className={`${CONTROL} h-8 ${className}`} />
}
