/** What a chart says where somebody reads it, also aloud; while nobody does, what matters most. */
export function Readout({
  at,
  else: otherwise,
  isSpoken = true,
}: {
  readonly at: string | null
  readonly else: string
  /** False where what is focused says it already. */
  readonly isSpoken?: boolean
}) {
  return (
    <div className="figures mt-1 min-h-5 text-small">
      <p aria-hidden="true" className={at === null ? 'text-faint' : 'text-ink'}>
        {at ?? otherwise}
      </p>
      {isSpoken && (
        <p aria-live="polite" className="sr-only">
          {at}
        </p>
      )}
    </div>
  )
}
