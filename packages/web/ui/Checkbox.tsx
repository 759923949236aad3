import type { ComponentProps, ReactNode } from 'react'

/** A box to tick with its label behind it; `hideLabel` keeps the label for readers only. */
export function Checkbox({
  label,
  hideLabel = false,
  className = '',
  ...rest
}: { readonly label: ReactNode; readonly hideLabel?: boolean } & Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <label className={`inline-flex min-h-6 items-center gap-2 text-body ${className}`}>
      <input type="checkbox" {...rest} className="size-4 shrink-0 accent-accent" />
      <span className={hideLabel ? 'sr-only' : ''}>{label}</span>
    </label>
  )
}
