/** Where content is missing: every stage against every pain of every persona, and whether something fresh answers it there. */
import { CONTENT_STAGES, type ContentStage, type FunnelPlace, placesOf } from './places.ts'

export interface FittingAsset {
  readonly funnel: FunnelPlace
  /** Ids of the personas that it is for; empty: for everybody. */
  readonly personas: readonly string[]
  readonly pains: readonly string[]
  readonly isFresh: boolean
}

export interface PainfulPersona {
  readonly id: string
  readonly pains: readonly string[]
}

export interface GapCell {
  readonly stage: ContentStage
  readonly fresh: number
  readonly stale: number
}

export interface GapRow {
  readonly persona: string
  /** Null: the persona has no pains written down, so anything that is for it counts. */
  readonly pain: string | null
  readonly cells: readonly GapCell[]
}

export function contentGaps(
  assets: readonly FittingAsset[],
  personas: readonly PainfulPersona[],
): readonly GapRow[] {
  return personas.flatMap(({ id, pains }) =>
    (pains.length > 0 ? pains : [null]).map((pain) => {
      const answering = assets.filter((asset) => isFor(asset, id) && answers(asset, pain))
      return { persona: id, pain, cells: CONTENT_STAGES.map((stage) => cellOf(stage, answering)) }
    }),
  )
}

function cellOf(stage: ContentStage, answering: readonly FittingAsset[]): GapCell {
  const there = answering.filter(({ funnel }) => placesOf(stage).includes(funnel))
  const fresh = there.filter(({ isFresh }) => isFresh).length
  return { stage, fresh, stale: there.length - fresh }
}

function isFor({ personas }: FittingAsset, persona: string): boolean {
  return personas.length === 0 || personas.includes(persona)
}

function answers({ pains }: FittingAsset, pain: string | null): boolean {
  return pain === null || pains.some((one) => sameWords(one, pain))
}

/** People write the same pain with other capitals and spaces. */
export function sameWords(one: string, other: string): boolean {
  return plain(one) === plain(other)
}

export function plain(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase()
}
