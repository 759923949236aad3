import { sayCount } from '@baton/words'
import { useId, useMemo, useRef, useState } from 'react'
import { useWidth } from '../../app/use-width.ts'
import { ChartFigure, NothingToDraw } from './ChartFigure.tsx'
import { flowLayout, linkPath, type FlowKind, type FlowLayout } from './flow-layout.ts'
import type { FlowChartLink, FlowChartNode, FlowChartProps } from './flow-props.ts'
import { FlowList } from './FlowList.tsx'
import { FlowNode } from './FlowNode.tsx'
import { OpenNumber } from './OpenNumber.tsx'
import { TableTwin } from './TableTwin.tsx'
import { useRem } from './use-rem.ts'

/** Below this the picture is a list; so it is where a column has no room for its names. */
const LEAST_WIDTH = 640
const LEAST_COLUMN = 128
const NODE_WIDTH = 9
/** Room for the labels of the last column, beside it. */
const LABEL_ROOM = 150

/** Where everybody went: places in columns, what went between them as wide as it was many. Narrow, it is a list of bars. */
export function FlowChart(props: FlowChartProps) {
  const { label, nodes, links, words } = props
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const rem = useRem()
  const least = Math.max(LEAST_WIDTH, LEAST_COLUMN * countsByColumn(nodes).length) * rem
  const nameOf = (key: string) => nodes.find((node) => node.key === key)?.label ?? key
  return (
    <ChartFigure label={label}>
      <div ref={frame}>
        {nodes.length === 0 ? (
          <NothingToDraw>{words.nothing}</NothingToDraw>
        ) : width === 0 ? null : width < least ? (
          <FlowList {...props} />
        ) : (
          <FlowPicture {...props} width={width} />
        )}
      </div>
      {nodes.length > 0 && (
        <TableTwin
          summary={words.asTable}
          caption={label}
          head={[words.from, words.to, words.count]}
          rows={links.map(({ from, to, count, onOpen }) => [
            nameOf(from),
            nameOf(to),
            <OpenNumber
              key="count"
              label={words.openLink(nameOf(from), nameOf(to), sayCount(count))}
              onOpen={onOpen}
            >
              {sayCount(count)}
            </OpenNumber>,
          ])}
        />
      )}
    </ChartFigure>
  )
}

function FlowPicture({ nodes, links, words, width }: FlowChartProps & { readonly width: number }) {
  const rem = useRem()
  const [near, setNear] = useState<string | null>(null)
  const room = LABEL_ROOM * rem
  const layout = useMemo(() => {
    const deepest = Math.max(...countsByColumn(nodes))
    const slot = Math.round(30 * rem)
    const height = Math.max(260, Math.min(400, deepest * (slot + 14)))
    return flowLayout(nodes, links, { width: width - room, height, nodeWidth: NODE_WIDTH, slot, gap: 8 })
  }, [nodes, links, width, room, rem])
  const columns = countsByColumn(nodes).length
  const between = (width - room) / Math.max(1, columns - 1) - NODE_WIDTH - 14
  const lastX = Math.max(...layout.nodes.map(({ x }) => x))
  const byKey = new Map(nodes.map((node) => [node.key, node]))
  return (
    <>
      <div className="relative" style={{ height: Math.ceil(layout.height) + 4 }}>
        <svg
          width={width}
          height={Math.ceil(layout.height) + 4}
          aria-hidden="true"
          className="absolute inset-0 overflow-visible"
        >
          <Ribbons layout={layout} links={links} byKey={byKey} near={near} words={words} />
        </svg>
        <ul>
          {layout.nodes.map((placed) => (
            <FlowNode
              key={placed.key}
              node={byKey.get(placed.key)!}
              placed={placed}
              labelWidth={placed.x === lastX ? room - NODE_WIDTH - 5 : between}
              nodeWidth={NODE_WIDTH}
              kindName={words.kinds[byKey.get(placed.key)!.kind]}
              onNear={setNear}
            />
          ))}
        </ul>
      </div>
      <Legend nodes={nodes} words={words} />
    </>
  )
}

const TONES: Readonly<Record<FlowKind, string>> = {
  way: 'stroke-data',
  won: 'stroke-won',
  open: 'stroke-data',
  leak: 'stroke-faint',
}

function Ribbons({
  layout,
  links,
  byKey,
  near,
  words,
}: {
  readonly layout: FlowLayout
  readonly links: readonly FlowChartLink[]
  readonly byKey: ReadonlyMap<string, FlowChartNode>
  readonly near: string | null
  readonly words: FlowChartProps['words']
}) {
  const [pointed, setPointed] = useState<string | null>(null)
  const id = useId()
  return layout.links.map((placed) => {
    const [from, to] = [byKey.get(placed.from)!, byKey.get(placed.to)!]
    const link = links.find((one) => one.from === placed.from && one.to === placed.to)!
    const key = `${id} ${placed.from} ${placed.to}`
    const isNear = near === placed.from || near === placed.to || pointed === key
    const isQuiet = near !== null && !isNear
    return (
      // Links are reached by keyboard in the table below, where each has its button.
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
      <path
        key={key}
        d={linkPath(placed)}
        fill="none"
        strokeWidth={Math.max(1, placed.width)}
        className={`${TONES[to.kind]} transition-[stroke-opacity] duration-150 ${link.onOpen ? 'cursor-pointer' : ''}`}
        strokeOpacity={isNear ? 0.55 : isQuiet ? 0.1 : to.kind === 'leak' ? 0.2 : 0.28}
        onPointerEnter={() => setPointed(key)}
        onPointerLeave={() => setPointed(null)}
        onClick={link.onOpen}
      >
        <title>{words.openLink(from.label, to.label, sayCount(link.count))}</title>
      </path>
    )
  })
}

const MARKS: Readonly<Record<FlowKind, string>> = {
  way: 'bg-data',
  won: 'bg-won',
  open: 'border border-data bg-data-wash',
  leak: 'border border-faint bg-paper',
}

function Legend({
  nodes,
  words,
}: {
  readonly nodes: readonly FlowChartNode[]
  readonly words: FlowChartProps['words']
}) {
  const kinds = (['way', 'won', 'open', 'leak'] as const).filter((kind) =>
    nodes.some((node) => node.kind === kind),
  )
  return (
    <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-small text-faint">
      {kinds.map((kind) => (
        <li key={kind} className="flex items-center gap-1.5">
          <span aria-hidden="true" className={`inline-block h-3 w-1.5 rounded-[1px] ${MARKS[kind]}`} />
          {words.kinds[kind]}
        </li>
      ))}
    </ul>
  )
}

/** How many nodes each column has. */
function countsByColumn(nodes: readonly FlowChartNode[]): readonly number[] {
  const counts = new Map<number, number>()
  for (const { column } of nodes) counts.set(column, (counts.get(column) ?? 0) + 1)
  return [...counts.values()]
}
