import type { ComponentProps } from 'react'
import { useFieldControl } from './field-control.ts'
import { CONTROL } from './TextInput.tsx'

/** Several lines of text. Inside a `Field` it takes over its label. */
export function TextArea({ className = '', rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={rows}
      {...useFieldControl()}
      {...rest}
      className={`${CONTROL} scroller block resize-y py-1.5 ${className}`}
    />
  )
}
