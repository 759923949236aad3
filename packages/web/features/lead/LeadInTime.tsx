import type { CompiledAgreement } from '@baton/engine'
import type { History, LeadDetail } from '@baton/protocol'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useNow } from '../../app/use-now.ts'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { CompanyCard } from './CompanyCard.tsx'
import { CriteriaSection } from './CriteriaSection.tsx'
import { HandoffSection } from './HandoffSection.tsx'
import { EventTimeline } from './EventTimeline.tsx'
import { FactList } from './FactList.tsx'
import { FitSection } from './FitSection.tsx'
import { HistoryChart } from './HistoryChart.tsx'
import { judgeAt } from './judgement.ts'
import { LeadHeader } from './LeadHeader.tsx'
import { levelSeries } from './levels.ts'
import { momentsOf, stepMoment } from './moments.ts'
import { MomentBar } from './MomentBar.tsx'
import { ScoreSection } from './ScoreSection.tsx'
import { WhySection } from './WhySection.tsx'

/** Pause after the last movement before the address remembers the moment. */
const SETTLE_MS = 250

/** The page of a lead as of a moment: moving the moment judges the history again, here. */
export function LeadInTime({
  detail,
  history,
  compiled,
  at,
  onAt,
}: {
  readonly detail: LeadDetail
  readonly history: History
  readonly compiled: CompiledAgreement
  readonly at: number | null
  readonly onAt: (at: number | null) => void
}) {
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
  const [cited, setCited] = useState<readonly string[]>([])

  const step = (direction: 1 | -1) => setMoment(stepMoment(moments, asOf, direction, now))
  useShortcuts({ '[': () => step(-1), ']': () => step(1), n: () => setMoment(null) })
  const shared = {
    compiled,
    judgement: deferred,
    events,
    asOf,
    onCite: setCited,
    onMoment: setMoment,
  } as const

  return (
    <div className="scroller h-full overflow-y-auto">
      <LeadHeader detail={detail} verdict={judgement.verdict} names={compiled.agreement.names} asOf={asOf} />
      <MomentBar asOf={asOf} now={now} past={moment !== null} onStep={step} onNow={() => setMoment(null)} />
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
      <div className="grid gap-x-10 px-4 md:px-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="min-w-0">
          <WhySection {...shared} />
          <HandoffSection {...shared} />
          <CriteriaSection {...shared} />
          <ScoreSection {...shared} />
          <FitSection {...shared} />
          <CompanyCard detail={detail} names={compiled.agreement.names} />
          <FactList detail={detail} />
        </div>
        <div className="min-w-0 border-t border-line xl:border-t-0 xl:border-l xl:pl-8">
          <EventTimeline
            {...shared}
            ledger={detail.decisions}
            now={now}
            cited={cited}
            truncated={history.truncated}
          />
        </div>
      </div>
    </div>
  )
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
