import { sayCount } from '@baton/words'
import { HATCH } from './chart-colours.ts'
import type { FlowKind } from './flow-layout.ts'
import type { FlowChartLink, FlowChartNode, FlowChartProps } from './flow-props.ts'
import { OpenNumber } from './OpenNumber.tsx'

const LOOKS: Readonly<Record<FlowKind, string>> = {
  way: 'bg-data forced-colors:bg-[CanvasText]',
  won: 'bg-won forced-colors:bg-[CanvasText]',
  open: 'bg-data-wash',
  leak: 'border border-faint bg-paper',
}

/** The flow for a narrow place: each place that something leaves, and below it where that went. */
export function FlowList({ nodes, links, words }: FlowChartProps) {
  const byKey = new Map(nodes.map((node) => [node.key, node]))
  const most = Math.max(1, ...nodes.map(({ count }) => count))
  const sources = nodes
    .filter(({ key, kind }) => kind === 'way' || links.some(({ from }) => from === key))
    .toSorted((a, b) => a.column - b.column || b.count - a.count)
  return (
    <ol className="space-y-3">
      {sources.map((node) => (
        <li key={node.key} className="break-inside-avoid">
          <Row name={node.label} kind={node.kind} count={node.count} most={most} isMain>
            <OpenNumber label={words.openNode(node.label, sayCount(node.count))} onOpen={node.onOpen}>
              {sayCount(node.count)}
            </OpenNumber>
          </Row>
          <ul className="mt-0.5 ml-1 border-l border-line pl-3">
            {goingOut(node, links, byKey).map(({ link, to }) => (
              <li key={to.key}>
                <Row name={to.label} kind={to.kind} count={link.count} most={most}>
                  <OpenNumber
                    label={words.openLink(node.label, to.label, sayCount(link.count))}
                    onOpen={link.onOpen ?? to.onOpen}
                  >
                    {sayCount(link.count)}
                  </OpenNumber>
                </Row>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

function goingOut(
  node: FlowChartNode,
  links: readonly FlowChartLink[],
  byKey: ReadonlyMap<string, FlowChartNode>,
): readonly { readonly link: FlowChartLink; readonly to: FlowChartNode }[] {
  return links
    .filter(({ from }) => from === node.key)
    .flatMap((link) => {
      const to = byKey.get(link.to)
      return to ? [{ link, to }] : []
    })
    .toSorted((a, b) => b.link.count - a.link.count)
}

function Row({
  name,
  kind,
  count,
  most,
  isMain = false,
  children,
}: {
  readonly name: string
  readonly kind: FlowKind
  readonly count: number
  readonly most: number
  readonly isMain?: boolean
  readonly children: React.ReactNode
}) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3">
      <span className={`truncate ${isMain ? 'text-body font-medium' : 'text-small text-soft'}`} title={name}>
        {name}
      </span>
      <span className={isMain ? 'font-semibold' : 'text-small'}>{children}</span>
      <span aria-hidden="true" className={`col-span-2 block ${isMain ? 'h-3' : 'h-1.5'}`}>
        <span
          className={`block h-full min-w-0.5 rounded-[2px] ${LOOKS[kind]}`}
          style={{ width: `${(count / most) * 100}%`, backgroundImage: kind === 'open' ? HATCH : undefined }}
        />
      </span>
    </div>
  )
}
