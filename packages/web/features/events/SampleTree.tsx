import { useRef, type KeyboardEvent } from 'react'

type Place = readonly (string | number)[]

/** Deeper and longer than any form; what is beyond is not drawn. */
const DEPTH_MAX = 12
const ITEMS_MAX = 60

/** JSON as nested lists of buttons, one a value. Arrow keys go from value to value. */
export function SampleTree({
  body,
  onPick,
}: {
  readonly body: unknown
  readonly onPick: (place: Place) => void
}) {
  const tree = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    const buttons = [...tree.current!.querySelectorAll('button')]
    const from = buttons.indexOf(document.activeElement as HTMLButtonElement)
    buttons[Math.max(0, Math.min(buttons.length - 1, from + by))]?.focus()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the buttons in it
    <div
      ref={tree}
      onKeyDown={move}
      className="scroller overflow-x-auto rounded-md border border-line bg-sunk py-2 font-mono text-small"
    >
      <Branch value={body} place={[]} onPick={onPick} />
    </div>
  )
}

function Branch({
  value,
  place,
  onPick,
}: {
  readonly value: unknown
  readonly place: Place
  readonly onPick: (place: Place) => void
}) {
  if (typeof value !== 'object' || value === null)
    return <Leaf label={String(place.at(-1) ?? 'body')} value={value} place={place} onPick={onPick} />
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item] as const)
    : Object.entries(value)
  const shown = place.length < DEPTH_MAX ? entries.slice(0, ITEMS_MAX) : []
  return (
    <ul className={place.length === 0 ? '' : 'ml-3 border-l border-line'}>
      {shown.map(([key, inner]) => (
        <li key={key}>
          {typeof inner === 'object' && inner !== null ? (
            <>
              <Holder label={key} value={inner} place={[...place, key]} onPick={onPick} />
              <Branch value={inner} place={[...place, key]} onPick={onPick} />
            </>
          ) : (
            <Leaf label={String(key)} value={inner} place={[...place, key]} onPick={onPick} />
          )}
        </li>
      ))}
      {shown.length < entries.length && (
        <li className="px-3 text-faint">and {entries.length - shown.length} more</li>
      )}
    </ul>
  )
}

const ROW =
  'flex min-h-6 w-full items-baseline gap-2 px-3 text-left whitespace-nowrap hover:bg-hover focus-visible:bg-hover focus-visible:-outline-offset-2'

function Leaf({
  label,
  value,
  place,
  onPick,
}: {
  readonly label: string
  readonly value: unknown
  readonly place: Place
  readonly onPick: (place: Place) => void
}) {
  return (
    <button type="button" onClick={() => onPick(place)} className={ROW}>
      <span className="text-faint">{label}</span>
      <span className="text-ink">{typeof value === 'string' ? value : JSON.stringify(value)}</span>
    </button>
  )
}

/** A list or an object: picked where all of it is meant. */
function Holder({
  label,
  value,
  place,
  onPick,
}: {
  readonly label: string | number
  readonly value: object
  readonly place: Place
  readonly onPick: (place: Place) => void
}) {
  const count = Array.isArray(value) ? `${value.length} in a list` : ''
  return (
    <button type="button" onClick={() => onPick(place)} className={ROW}>
      <span className="text-soft">{label}</span>
      <span className="text-faint">{count}</span>
    </button>
  )
}
