import type { EventSource } from '@baton/protocol'

const WIDTH = 7
const GAP = 2
const HEIGHT = 22

/** Events by day as small bars, the newest on the right. */
export function VolumeBars({ days }: { readonly days: EventSource['days'] }) {
  const most = Math.max(1, ...days.map(({ events }) => events))
  const total = days.reduce((sum, { events }) => sum + events, 0)
  return (
    <svg
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is drawn, not loaded
      role="img"
      aria-label={`${total.toLocaleString('en')} events in ${days.length} days, at most ${most.toLocaleString('en')} on one`}
      width={days.length * (WIDTH + GAP)}
      height={HEIGHT}
    >
      {days.map(({ day, events }, index) => {
        const height = events === 0 ? 1 : Math.max(2, (events / most) * HEIGHT)
        return (
          <rect
            key={day}
            x={index * (WIDTH + GAP)}
            y={HEIGHT - height}
            width={WIDTH}
            height={height}
            className={events === 0 ? 'fill-line-strong' : 'fill-data'}
          >
            <title>{`${day}: ${events.toLocaleString('en')}`}</title>
          </rect>
        )
      })}
    </svg>
  )
}
