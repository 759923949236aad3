import type { ReactNode } from 'react'

/** A number that opens what it counts; without anything to open it is only a number. */
export function OpenNumber({
  children,
  label,
  onOpen,
  className = '',
}: {
  readonly children: ReactNode
  /** The whole sentence, read aloud instead of the number alone. */
  readonly label: string
  readonly onOpen?: () => void
  readonly className?: string
}) {
  if (onOpen === undefined)
    return <span className={`figures inline-flex min-h-6 items-center ${className}`}>{children}</span>
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onOpen}
      className={`figures -mx-1 inline-flex min-h-6 items-center rounded-sm px-1 underline decoration-line-strong decoration-1 underline-offset-[3px] transition-colors hover:bg-hover hover:decoration-current print:no-underline ${className}`}
    >
      {children}
    </button>
  )
}
