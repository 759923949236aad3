/** Ties a control to the label, hint and error of the field around it. */
import { createContext, useContext } from 'react'

interface FieldControl {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

export const FieldContext = createContext<FieldControl | null>(null)

/** Attributes that a control inside a `Field` takes over; nothing outside of one. */
export function useFieldControl(): Partial<FieldControl> {
  return useContext(FieldContext) ?? {}
}
