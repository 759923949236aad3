import { sayMoment } from '@baton/words'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'

/** Which moment the page shows, and the way to others. It stays in sight while the page is read. */
export function MomentBar({
  asOf,
  now,
  past,
  onStep,
  onNow,
  children,
}: {
  readonly asOf: number
  readonly now: number
  readonly past: boolean
  readonly onStep: (direction: 1 | -1) => void
  readonly onNow: () => void
  /** What can be done now; it stands here while the page shows now. */
  readonly children?: ReactNode
}) {
  return (
    <div
      className={`sticky top-0 z-20 flex min-h-11 items-center gap-1 border-y border-line px-3 max-lg:flex-wrap max-lg:py-1.5 md:px-5 ${past ? 'bg-accent-wash' : 'bg-paper'}`}
    >
      <Button
        look="plain"
        className="px-1.5"
        aria-label="To the event before"
        title="Event before ( [ )"
        onClick={() => onStep(-1)}
      >
        <ChevronLeft size={15} aria-hidden="true" />
      </Button>
      <Button
        look="plain"
        className="px-1.5"
        aria-label="To the event after"
        title="Event after ( ] )"
        disabled={!past}
        onClick={() => onStep(1)}
      >
        <ChevronRight size={15} aria-hidden="true" />
      </Button>
      <output className="figures block truncate pl-1 text-body">
        {past ? (
          <>
            <span className="hidden text-soft sm:inline">As of </span>
            <span className="font-semibold">{sayMoment(asOf)}</span>
          </>
        ) : (
          <>
            <span className="font-semibold">Now</span>
            <span className="text-faint"> · {sayMoment(now)}</span>
          </>
        )}
      </output>
      {!past && Boolean(children) && (
        <div className="order-first min-w-0 max-lg:w-full lg:order-last lg:ml-auto">{children}</div>
      )}
      <div className={`flex items-center gap-2 ${!past && Boolean(children) ? 'hidden' : 'ml-auto'}`}>
        {past ? (
          <Button onClick={onNow}>
            Back to now
            <span className="hidden md:inline">
              <Kbd>N</Kbd>
            </span>
          </Button>
        ) : (
          <p className="hidden text-small text-faint md:block">
            Drag across the history to see any moment of it
          </p>
        )}
      </div>
    </div>
  )
}
