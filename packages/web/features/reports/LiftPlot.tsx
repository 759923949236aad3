import { liftAt, type LiftScale, sayTick } from './trait-parts.ts'

/** A lift with its interval on a scale of doublings: right of the middle line it is met more often among customers. */
export function LiftPlot({
  lift: { ratio, low, high },
  scale,
  isClear,
}: {
  readonly lift: { readonly ratio: number; readonly low: number; readonly high: number }
  readonly scale: LiftScale
  readonly isClear: boolean
}) {
  const percent = (value: number) => `${liftAt(scale, value) * 100}%`
  const isCutLeft = low < 1 / scale.top
  const isCutRight = high > scale.top
  return (
    <span aria-hidden="true" className="relative block h-5">
      <Ticks scale={scale} />
      <span
        className={`absolute top-1/2 h-[5px] -translate-y-1/2 print:[print-color-adjust:exact] ${isClear ? 'bg-data/45' : 'bg-faint/40'} ${isCutLeft ? '' : 'rounded-l-full'} ${isCutRight ? '' : 'rounded-r-full'} forced-colors:bg-[CanvasText]`}
        style={{ left: percent(low), right: `calc(100% - ${percent(high)})` }}
      />
      {isCutLeft && <Cut side="left" isClear={isClear} />}
      {isCutRight && <Cut side="right" isClear={isClear} />}
      <span
        className={`absolute top-1/2 size-[9px] -translate-x-1/2 -translate-y-1/2 rounded-full border-[1.5px] print:[print-color-adjust:exact] ${isClear ? 'border-data-text bg-data-text' : 'border-soft bg-paper'}`}
        style={{ left: percent(ratio) }}
      />
    </span>
  )
}

function Ticks({ scale }: { readonly scale: LiftScale }) {
  return scale.ticks.map((tick) => (
    <span
      key={tick}
      className={`absolute inset-y-0 w-px ${tick === 1 ? 'bg-faint' : 'bg-line'}`}
      style={{ left: `${liftAt(scale, tick) * 100}%` }}
    />
  ))
}

/** The interval goes on beyond the end of the scale. */
function Cut({ side, isClear }: { readonly side: 'left' | 'right'; readonly isClear: boolean }) {
  return (
    <svg
      viewBox="0 0 6 8"
      className={`absolute top-1/2 h-2 w-1.5 -translate-y-1/2 ${side === 'left' ? 'left-[-6px] rotate-180' : 'right-[-6px]'} ${isClear ? 'fill-data' : 'fill-faint'}`}
    >
      <path d="M0 0L6 4L0 8z" />
    </svg>
  )
}

/** The numbers of the scale, above or below its plots. */
export function LiftAxis({ scale }: { readonly scale: LiftScale }) {
  return (
    <span className="figures relative block h-4 text-tiny text-faint">
      {scale.ticks.map((tick) => (
        <span
          key={tick}
          className="absolute -translate-x-1/2"
          style={{ left: `${liftAt(scale, tick) * 100}%` }}
        >
          {sayTick(tick)}
        </span>
      ))}
    </span>
  )
}
