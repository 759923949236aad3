import { sayCount } from '@baton/words'
import { HATCH } from './chart-colours.ts'
import type { FlowKind, PlacedNode } from './flow-layout.ts'
import type { FlowChartNode } from './flow-props.ts'

/** What is lost is hollow and what is open is hatched, so that no colour has to say it. */
const LOOKS: Readonly<Record<FlowKind, string>> = {
  way: 'bg-data forced-colors:bg-[CanvasText]',
  won: 'bg-won forced-colors:bg-[CanvasText]',
  open: 'border border-data bg-data-wash',
  leak: 'border border-faint bg-paper',
}

/** A place of the flow and its label, as one button. */
export function FlowNode({
  node,
  placed,
  labelWidth,
  nodeWidth,
  kindName,
  onNear,
}: {
  readonly node: FlowChartNode
  readonly placed: PlacedNode
  readonly labelWidth: number
  readonly nodeWidth: number
  /** What kind of place it is, read aloud. */
  readonly kindName: string
  /** It is hovered or focused, or no longer. */
  readonly onNear: (key: string | null) => void
}) {
  const { key, kind, count, onOpen } = node
  return (
    <li className="absolute" style={{ left: placed.x, top: placed.slotY }}>
      <span
        aria-hidden="true"
        className={`absolute left-0 rounded-[1.5px] ${LOOKS[kind]}`}
        style={{
          width: nodeWidth,
          top: placed.y - placed.slotY,
          height: placed.height,
          backgroundImage: kind === 'open' ? HATCH : undefined,
        }}
      />
      <button
        type="button"
        aria-label={`${node.label} ${sayCount(count)}, ${kindName}`}
        title={node.label}
        aria-disabled={onOpen === undefined}
        onClick={onOpen}
        onPointerEnter={() => onNear(key)}
        onPointerLeave={() => onNear(null)}
        onFocus={() => onNear(key)}
        onBlur={() => onNear(null)}
        className="group relative flex items-center text-left aria-disabled:cursor-default"
        style={{
          height: placed.slotHeight,
          paddingLeft: nodeWidth + 5,
          maxWidth: nodeWidth + 5 + labelWidth,
        }}
      >
        <span className="min-w-0 [text-shadow:0_0_3px_var(--paper),0_0_3px_var(--paper),0_0_2px_var(--paper)]">
          <span className="block truncate text-small leading-[0.9375rem] text-ink">{node.label}</span>{' '}
          <span
            className={`figures block text-small leading-[0.9375rem] font-medium text-soft ${onOpen ? 'underline decoration-line-strong underline-offset-[3px] group-hover:decoration-current print:no-underline' : ''}`}
          >
            {sayCount(count)}
          </span>
        </span>
      </button>
    </li>
  )
}
