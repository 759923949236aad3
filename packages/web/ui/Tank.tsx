/** A vessel filled to a share of its height, with an optional mark on the wall. The level moves unless motion is unwanted. */
export function Tank({
  share,
  mark,
  width = 22,
  height = 44,
}: {
  /** Filled share, 0 to 1. */
  readonly share: number
  /** Height of a mark that the level has to reach, 0 to 1. */
  readonly mark?: number | undefined
  readonly width?: number
  readonly height?: number
}) {
  const level = Math.max(0, Math.min(1, share))
  const reached = mark !== undefined && level >= mark
  return (
    <span
      aria-hidden="true"
      className="relative block shrink-0 overflow-hidden rounded-b-[5px] rounded-t-[2px] border border-t-0 border-line-strong bg-sunk"
      style={{ width, height }}
    >
      <span
        className="absolute inset-0 origin-bottom border-t-2 border-data bg-data-wash transition-transform duration-200 ease-out"
        style={{ transform: `translateY(${(1 - level) * 100}%)` }}
      />
      {mark !== undefined && mark <= 1 && (
        <span
          className={`absolute inset-x-0 h-0 border-t border-dashed ${reached ? 'border-soft' : 'border-accent'}`}
          style={{ bottom: `${mark * 100}%` }}
        />
      )}
    </span>
  )
}
