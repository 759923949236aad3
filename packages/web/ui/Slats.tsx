/** Slanted bars in a row, the first `filled` of them full and the foremost in the accent: how far something has come. */
export function Slats({
  count,
  filled,
  tone = 'accent',
}: {
  readonly count: number
  readonly filled: number
  readonly tone?: 'accent' | 'won' | 'quiet'
}) {
  const head = { accent: 'fill-accent', won: 'fill-won', quiet: 'fill-faint' }[tone]
  return (
    <svg
      width={count * 4 + 2}
      height="11"
      viewBox={`0 0 ${count * 4 + 2} 11`}
      aria-hidden="true"
      className="shrink-0"
    >
      {Array.from({ length: count }, (_, index) => {
        const full = index < filled
        const fill = !full
          ? 'fill-line-strong'
          : index === filled - 1 || tone === 'won'
            ? head
            : tone === 'quiet'
              ? 'fill-faint'
              : 'fill-soft'
        return <path key={index} className={fill} d={`M${index * 4 + 2.2} 0.5h2l-2 10h-2z`} />
      })}
    </svg>
  )
}
