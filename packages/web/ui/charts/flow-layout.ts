/**
 * Layout of a flow: nodes in columns, links between them as wide as what goes over them. Within a column the way stands
 * above, then what was won, then what is open, then what was lost; within one kind a node stands where its links come from,
 * so that few cross. A slot is at least as high as a label: small nodes push those below down, and the picture grows.
 */

export type FlowKind = 'way' | 'won' | 'open' | 'leak'

export interface FlowNodeIn {
  readonly key: string
  readonly column: number
  readonly kind: FlowKind
  readonly count: number
}

export interface FlowLinkIn {
  readonly from: string
  readonly to: string
  readonly count: number
}

export interface FlowSpace {
  /** From the left edge of the first column to the right edge of the last. */
  readonly width: number
  /** Wished for; small nodes may make it more. */
  readonly height: number
  readonly nodeWidth: number
  /** What a label needs. */
  readonly slot: number
  readonly gap: number
}

export interface PlacedNode {
  readonly key: string
  readonly x: number
  /** Top of what is drawn. */
  readonly y: number
  readonly height: number
  /** Top of its slot, which no other node of the column reaches into. */
  readonly slotY: number
  readonly slotHeight: number
}

export interface PlacedLink {
  readonly from: string
  readonly to: string
  readonly width: number
  /** Middle of the link where it leaves and where it arrives. */
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

export interface FlowLayout {
  readonly nodes: readonly PlacedNode[]
  readonly links: readonly PlacedLink[]
  readonly height: number
  /** Pixels that one of the counted is high. */
  readonly scale: number
}

const RANK: Readonly<Record<FlowKind, number>> = { way: 0, won: 1, open: 2, leak: 3 }
const SWEEPS = 4
const LEAST_NODE = 3

export function flowLayout(
  nodes: readonly FlowNodeIn[],
  links: readonly FlowLinkIn[],
  space: FlowSpace,
): FlowLayout {
  const known = new Set(nodes.map(({ key }) => key))
  const drawn = links.filter(({ from, to, count }) => known.has(from) && known.has(to) && count > 0)
  const columns = sortedColumns(nodes, drawn)
  const amounts = amountsOf(nodes, drawn)
  const scale = scaleOf(columns, amounts, space)
  const placed = placeNodes(columns, drawn, amounts, scale, space)
  return {
    nodes: [...placed.values()],
    links: placeLinks(drawn, placed, scale, space.nodeWidth),
    height: Math.max(0, ...[...placed.values()].map(({ slotY, slotHeight }) => slotY + slotHeight)),
    scale,
  }
}

/** Nodes that less or more went into or out of than they count. Where nothing comes in or goes out, the flow begins or ends. */
export function flowImbalances(
  nodes: readonly FlowNodeIn[],
  links: readonly FlowLinkIn[],
): readonly { readonly key: string; readonly count: number; readonly into: number; readonly out: number }[] {
  return nodes.flatMap(({ key, count }) => {
    const into = sumOf(links.filter(({ to }) => to === key))
    const out = sumOf(links.filter(({ from }) => from === key))
    const isRight = (into === 0 || into === count) && (out === 0 || out === count)
    return isRight ? [] : [{ key, count, into, out }]
  })
}

type Columns = readonly (readonly FlowNodeIn[])[]

function sortedColumns(nodes: readonly FlowNodeIn[], links: readonly FlowLinkIn[]): Columns {
  const numbers = [...new Set(nodes.map(({ column }) => column))].sort((a, b) => a - b)
  let columns: Columns = numbers.map((number) =>
    nodes
      .filter(({ column }) => column === number)
      .toSorted((a, b) => RANK[a.kind] - RANK[b.kind] || b.count - a.count),
  )
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const near = sweep % 2 === 0 ? 'to' : 'from'
    const rows = rowsOf(columns)
    columns = columns.map((column) => {
      const middles = new Map(column.map(({ key }) => [key, barycentre(key, links, near, rows)]))
      return column.toSorted(
        (a, b) =>
          RANK[a.kind] - RANK[b.kind] || middles.get(a.key)! - middles.get(b.key)! || b.count - a.count,
      )
    })
  }
  return columns
}

/** Where each node stands in its column, 0 at the top and 1 at the bottom. */
function rowsOf(columns: Columns): ReadonlyMap<string, number> {
  return new Map(
    columns.flatMap((column) => column.map(({ key }, row) => [key, row / column.length] as const)),
  )
}

function barycentre(
  key: string,
  links: readonly FlowLinkIn[],
  near: 'from' | 'to',
  rows: ReadonlyMap<string, number>,
): number {
  const far = near === 'to' ? 'from' : 'to'
  const touching = links.filter((link) => link[near] === key)
  const weight = sumOf(touching)
  if (weight === 0) return rows.get(key)!
  return touching.reduce((sum, link) => sum + rows.get(link[far])! * link.count, 0) / weight
}

/** What a node has to be high for: its own count, or what goes over its links where that is more. */
function amountsOf(nodes: readonly FlowNodeIn[], links: readonly FlowLinkIn[]): ReadonlyMap<string, number> {
  return new Map(
    nodes.map(({ key, count }) => [
      key,
      Math.max(
        count,
        sumOf(links.filter(({ from }) => from === key)),
        sumOf(links.filter(({ to }) => to === key)),
      ),
    ]),
  )
}

function scaleOf(columns: Columns, amounts: ReadonlyMap<string, number>, { height, gap }: FlowSpace): number {
  const scales = columns.flatMap((column) => {
    const total = column.reduce((sum, { key }) => sum + amounts.get(key)!, 0)
    return total === 0 ? [] : [Math.max(height * 0.3, height - gap * (column.length - 1)) / total]
  })
  return scales.length === 0 ? 0 : Math.min(...scales)
}

function placeNodes(
  columns: Columns,
  links: readonly FlowLinkIn[],
  amounts: ReadonlyMap<string, number>,
  scale: number,
  { width, nodeWidth, slot, gap }: FlowSpace,
): ReadonlyMap<string, PlacedNode> {
  const placed = new Map<string, PlacedNode>()
  const step = columns.length < 2 ? 0 : (width - nodeWidth) / (columns.length - 1)
  for (const [index, column] of columns.entries()) {
    let free = 0
    for (const { key } of column) {
      const height = Math.max(LEAST_NODE, amounts.get(key)! * scale)
      const slotHeight = Math.max(slot, height)
      const slotY = Math.max(free, wishedTop(key, links, placed))
      placed.set(key, {
        key,
        x: index * step,
        y: slotY + (slotHeight - height) / 2,
        height,
        slotY,
        slotHeight,
      })
      free = slotY + slotHeight + gap
    }
  }
  return placed
}

/** No higher than the highest place it comes from: from there on it is pushed down as far as it must. */
function wishedTop(
  key: string,
  links: readonly FlowLinkIn[],
  placed: ReadonlyMap<string, PlacedNode>,
): number {
  const sources = links.filter(({ to }) => to === key).flatMap(({ from }) => placed.get(from) ?? [])
  return sources.length === 0 ? 0 : Math.min(...sources.map(({ slotY }) => slotY))
}

/** Links leave and arrive stacked, in the order of what stands at their other end. */
function placeLinks(
  links: readonly FlowLinkIn[],
  placed: ReadonlyMap<string, PlacedNode>,
  scale: number,
  nodeWidth: number,
): readonly PlacedLink[] {
  const at = (key: string) => placed.get(key)!
  const out = offsetsOf(links, 'from', (a, b) => at(a.to).y - at(b.to).y)
  const into = offsetsOf(links, 'to', (a, b) => at(a.from).x - at(b.from).x || at(a.from).y - at(b.from).y)
  return links.map((link) => {
    const width = link.count * scale
    return {
      from: link.from,
      to: link.to,
      width,
      x0: at(link.from).x + nodeWidth,
      y0: at(link.from).y + (out.get(link)! + link.count / 2) * scale,
      x1: at(link.to).x,
      y1: at(link.to).y + (into.get(link)! + link.count / 2) * scale,
    }
  })
}

function offsetsOf(
  links: readonly FlowLinkIn[],
  end: 'from' | 'to',
  order: (a: FlowLinkIn, b: FlowLinkIn) => number,
): ReadonlyMap<FlowLinkIn, number> {
  const offsets = new Map<FlowLinkIn, number>()
  const used = new Map<string, number>()
  for (const link of links.toSorted(order)) {
    const before = used.get(link[end]) ?? 0
    offsets.set(link, before)
    used.set(link[end], before + link.count)
  }
  return offsets
}

/** The ribbon's middle line, for a stroke as wide as the link. */
export function linkPath({ x0, y0, x1, y1 }: PlacedLink): string {
  const middle = (x0 + x1) / 2
  return `M${x0} ${y0}C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}`
}

function sumOf(links: readonly FlowLinkIn[]): number {
  return links.reduce((sum, { count }) => sum + count, 0)
}
