/** The plain fold beside replay: timed over some of the leads, and held against what replay found for them. */
import { type CompiledAgreement, foldHistory } from '@baton/engine'
import { type Frame, leadEvents, type ReplayRun } from '@baton/engine/replay'
import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'

/** At most so many are folded the plain way; its figures are scaled. */
const EVENTS_FOLDED_MAX = 300_000

/** Milliseconds of each round, scaled to the whole frame, after one that is not counted; and how many events were folded. */
export function foldTimes(
  frame: Frame,
  compiled: CompiledAgreement,
  run: ReplayRun,
  rounds: number,
): { readonly times: readonly number[]; readonly folded: number } {
  const step = Math.max(1, Math.ceil(frame.day.length / EVENTS_FOLDED_MAX))
  const sample = Array.from({ length: Math.floor(frame.leads.length / step) }, (_, index) => index * step)
  const histories = sample.map((lead) => leadEvents(frame, lead))
  const folded = histories.reduce((sum, history) => sum + history.length, 0)
  const times: number[] = []
  for (let round = -1; round < rounds; round++) {
    const begun = performance.now()
    const results = histories.map((history) => foldHistory(compiled, history, frame.until))
    if (round >= 0) times.push(((performance.now() - begun) * frame.day.length) / folded)
    else assertSame(compiled, run, sample, results)
  }
  return { times, folded }
}

function assertSame(
  { agreement }: CompiledAgreement,
  { promotions }: ReplayRun,
  sample: readonly number[],
  results: readonly ReturnType<typeof foldHistory>[],
): void {
  const isSampled = new Set(sample)
  const found = [...promotions.lead.keys()]
    .filter((row) => isSampled.has(promotions.lead[row]!))
    .map((row) => {
      const tier = agreement.tiers[promotions.tier[row]!]!.id
      return [promotions.lead[row], promotions.at[row], tier, promotions.cycle[row]]
    })
  const folded = results.flatMap(({ decisions }, index) =>
    decisions
      .filter(({ kind, to }) => kind === 'stage' && to === 'mql')
      .map(({ at, tier, cycle }) => [sample[index], at, tier, cycle]),
  )
  assert.ok(isDeepStrictEqual(found, folded), 'the plain fold promotes the same leads at the same instants')
}
