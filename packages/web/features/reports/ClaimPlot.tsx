/** One's own share with its interval on a scale from none to all, and where the claim lies: dashed, for nobody knows it. */
export function ClaimPlot({
  claimed,
  own: { rate, low, high },
  isSame,
}: {
  readonly claimed: { readonly low: number; readonly high: number }
  readonly own: { readonly rate: number; readonly low: number; readonly high: number }
  /** False: the claim is about something else, and stands on another scale. */
  readonly isSame: boolean
}) {
  const at = (share: number) => `${share * 100}%`
  return (
    <figure aria-hidden="true" className="mt-3 max-w-md">
      <div className="relative h-5">
        <span className="absolute inset-x-0 top-1/2 h-px bg-line" />
        {isSame && (
          <span
            className="absolute inset-y-0 min-w-px -translate-x-px border-x border-dashed border-faint"
            style={{ left: at(claimed.low), right: `calc(100% - ${at(claimed.high)})` }}
          />
        )}
        <span
          className="absolute top-1/2 h-[5px] min-w-[5px] -translate-y-1/2 rounded-full bg-data/45 print:[print-color-adjust:exact]"
          style={{ left: at(low), right: `calc(100% - ${at(high)})` }}
        />
        <span
          className="absolute top-1/2 size-[9px] -translate-x-1/2 -translate-y-1/2 rounded-full bg-data-text print:[print-color-adjust:exact]"
          style={{ left: at(rate) }}
        />
      </div>
      <figcaption className="figures flex justify-between text-tiny text-faint">
        <span>0 %</span>
        {isSame && <span>dashed: what is claimed</span>}
        <span>100 %</span>
      </figcaption>
    </figure>
  )
}
