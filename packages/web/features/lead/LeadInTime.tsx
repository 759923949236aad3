import type { CompiledAgreement } from '@baton/engine'
import type { History, LeadDetail } from '@baton/protocol'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useNow } from '../../app/use-now.ts'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { useInDialect } from '../leads/index.ts'
import { HistoryChart } from './HistoryChart.tsx'
import { judgeAt, type Judgement } from './judgement.ts'
import { LeadPage } from './LeadPage.tsx'
import { levelSeries } from './levels.ts'
import { momentsOf, stepMoment } from './moments.ts'
import { useNameOf, type NameOf } from './use-workspace.ts'

/** Pause after the last movement before the address remembers the moment. */
const SETTLE_MS = 250

/** The page of a lead as of a moment: moving the moment judges the history again, here. */
export function LeadInTime({
  detail,
  history,
  compiled: agreed,
  at,
  onAt,
}: {
  readonly detail: LeadDetail
  readonly history: History
  readonly compiled: CompiledAgreement
  readonly at: number | null
  readonly onAt: (at: number | null) => void
}) {
  const compiled = useInDialect(agreed)
  const { events } = history
  const own = useMemo(() => events.filter((event) => event.colleague !== true), [events])
  const now = Math.max(useNow(), events.at(-1)?.occurredAt ?? 0)
  const from = own[0]?.occurredAt ?? now
  const [moment, setMoment] = useMoment(at, onAt, from, now)
  const asOf = moment ?? now
  const moments = useMemo(() => momentsOf(own), [own])
  const series = useMemo(() => levelSeries(compiled, events, from, now), [compiled, events, from, now])
  const whole = useMemo(() => judgeAt(compiled, events, now), [compiled, events, now])
  const stageChanges = useMemo(() => whole.decisions.filter(({ kind }) => kind === 'stage'), [whole])
  const judgement = useMemo(() => judgeAt(compiled, events, asOf), [compiled, events, asOf])
  const deferred = useDeferredValue(judgement)
  const nameOf = useNameOf(detail)
  const spoken = withNames(deferred, nameOf)
  const [cited, setCited] = useState<readonly string[]>([])

  const step = (direction: 1 | -1) => setMoment(stepMoment(moments, asOf, direction, now))
  useShortcuts({ '[': () => step(-1), ']': () => step(1), n: () => setMoment(null) })
  const shared = {
    compiled,
    judgement: spoken,
    events,
    asOf,
    onCite: setCited,
    onMoment: setMoment,
  } as const
  return (
    <LeadPage
      {...shared}
      {...{ detail, now, cited, nameOf, step }}
      verdict={judgement.verdict}
      past={moment !== null}
      truncated={history.truncated}
      chart={
        <HistoryChart
          compiled={compiled}
          series={series}
          decisions={stageChanges}
          events={own}
          cited={cited}
          verdict={judgement.verdict}
          from={from}
          now={now}
          asOf={asOf}
          moments={moments}
          onMoment={setMoment}
          onStep={step}
        />
      }
    />
  )
}

/** Decisions say people by their names. */
function withNames(judgement: Judgement, nameOf: NameOf): Judgement {
  return {
    ...judgement,
    decisions: judgement.decisions.map((decision) => ({
      ...decision,
      handoff: decision.handoff && { ...decision.handoff, owner: nameOf(decision.handoff.owner) },
    })),
  }
}

/** The moment shown, kept in the address once it stands still. Null is now. */
function useMoment(
  at: number | null,
  onAt: (at: number | null) => void,
  from: number,
  now: number,
): readonly [number | null, (moment: number | null) => void] {
  const clamped = at === null || at >= now ? null : Math.max(at, from)
  const [moment, setMoment] = useState(clamped)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const move = (next: number | null) => {
    const kept = next === null || next >= now ? null : Math.max(next, from)
    setMoment(kept)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onAt(kept), SETTLE_MS)
  }
  return [moment, move]
}
