/** A rate as a dot within its interval, on a scale that all rows share. The figures stand beside it. */
export function IntervalPlot({
  rate,
  low,
  high,
  top,
  average,
}: {
  readonly rate: number
  readonly low: number
  readonly high: number
  /** Rate at the right end of the scale. */
  readonly top: number
  /** Drawn as a tick behind every row, to compare with. */
  readonly average?: number
}) {
  const at = (share: number) => Math.min(1, share / top) * 100
  return (
    <svg
      viewBox="0 0 100 14"
      preserveAspectRatio="none"
      className="h-3.5 w-full overflow-visible"
      aria-hidden="true"
    >
      <line
        x1="0"
        x2="100"
        y1="7"
        y2="7"
        className="stroke-line"
        strokeWidth="1"
        vectorEffect="non-scaling-stroke"
      />
      {average !== undefined && (
        <line
          x1={at(average)}
          x2={at(average)}
          y1="1"
          y2="13"
          className="stroke-line-strong"
          strokeWidth="1"
          vectorEffect="non-scaling-stroke"
        />
      )}
      <line
        x1={at(low)}
        x2={at(high)}
        y1="7"
        y2="7"
        className="stroke-data"
        strokeOpacity="0.45"
        strokeWidth="5"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
      <line
        x1={at(rate)}
        x2={at(rate)}
        y1="7"
        y2="7"
        className="stroke-data-text"
        strokeWidth="7"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
