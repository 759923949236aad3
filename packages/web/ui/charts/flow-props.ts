import type { FlowKind } from './flow-layout.ts'

export interface FlowChartNode {
  readonly key: string
  readonly label: string
  /** Columns stand in the order of their numbers; none between needs to be taken. */
  readonly column: number
  readonly kind: FlowKind
  readonly count: number
  readonly onOpen?: () => void
}

export interface FlowChartLink {
  readonly from: string
  readonly to: string
  readonly count: number
  readonly onOpen?: () => void
}

export interface FlowChartProps {
  readonly label: string
  readonly nodes: readonly FlowChartNode[]
  readonly links: readonly FlowChartLink[]
  readonly words: {
    /** The name of a button on a number of a node, with the number as it is shown: “Open the 1,204 of Accepted”. */
    readonly openNode: (label: string, shown: string) => string
    /** The name of a link's button: “Open the 31 that went from Accepted to Won”. */
    readonly openLink: (from: string, to: string, shown: string) => string
    /** What each kind of place is, for the legend. */
    readonly kinds: Readonly<Record<FlowKind, string>>
    readonly asTable: string
    readonly from: string
    readonly to: string
    readonly count: string
    readonly nothing: string
  }
}
