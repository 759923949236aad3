import type { LucideIcon } from 'lucide-react'

/** A small act on one row of a list. Idle ones keep the focus: whoever moves a row to the end stays at it. */
export function RowButton({
  icon: Icon,
  label,
  idle = false,
  onPress,
}: {
  readonly icon: LucideIcon
  readonly label: string
  readonly idle?: boolean
  readonly onPress: () => void
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={idle || undefined}
      onClick={onPress}
      className="inline-flex size-7 shrink-0 items-center justify-center rounded text-faint hover:bg-hover hover:text-ink aria-disabled:opacity-35"
    >
      <Icon size={13} aria-hidden="true" />
    </button>
  )
}
