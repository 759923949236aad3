import { useId, useMemo, type ReactNode } from 'react'
import { FieldContext } from './field-control.ts'

/** A control with its label, what it expects, and what is wrong with what it holds. */
export function Field({
  label,
  hint,
  error,
  className = '',
  children,
}: {
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly error?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}) {
  const id = useId()
  const wrong = error !== undefined && error !== null && error !== ''
  const described = [hint === undefined ? '' : `${id}-hint`, wrong ? `${id}-error` : '']
    .filter(Boolean)
    .join(' ')
  const control = useMemo(
    () => ({
      id,
      'aria-describedby': described === '' ? undefined : described,
      'aria-invalid': wrong ? (true as const) : undefined,
    }),
    [id, described, wrong],
  )
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-small font-medium text-soft">
        {label}
      </label>
      <FieldContext value={control}>{children}</FieldContext>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1 text-small text-faint">
          {hint}
        </p>
      )}
      {wrong && (
        <p id={`${id}-error`} role="alert" className="mt-1 text-small text-accent-text">
          {error}
        </p>
      )}
    </div>
  )
}
