import type { Stage } from '@baton/engine'
import { sayCount } from '@baton/words'
import { STAGES, toggled, type LeadFilter } from '../../api/lead-filter.ts'
import { StageMark } from './StageChip.tsx'
import { useStageNames } from './use-stage-names.ts'

/** Leads per stage under the other filters. Each stage is a switch of the filter. */
export function StageStrip({
  filter,
  counts,
  onChange,
}: {
  readonly filter: LeadFilter
  readonly counts: Readonly<Record<string, number>> | undefined
  readonly onChange: (next: Partial<LeadFilter>) => void
}) {
  const name = useStageNames()
  const most = Math.max(1, ...Object.values(counts ?? {}))
  const chosen = filter.stage ?? []
  const shown = STAGES.filter((stage) => stage !== 'advocate' || (counts?.['advocate'] ?? 0) > 0)
  return (
    <fieldset
      aria-label="Stages"
      className="scroller-bare flex min-w-0 shrink-0 overflow-x-auto border-y border-line md:px-3"
    >
      {shown.map((stage) => (
        <StageSegment
          key={stage}
          stage={stage}
          name={name(stage)}
          count={counts?.[stage] ?? (counts === undefined ? undefined : 0)}
          most={most}
          chosen={chosen.includes(stage)}
          dimmed={chosen.length > 0 && !chosen.includes(stage)}
          onToggle={() => onChange({ stage: toggled(filter.stage, stage) })}
        />
      ))}
    </fieldset>
  )
}

function StageSegment({
  stage,
  name,
  count,
  most,
  chosen,
  dimmed,
  onToggle,
}: {
  readonly stage: Stage
  readonly name: string
  readonly count: number | undefined
  readonly most: number
  readonly chosen: boolean
  readonly dimmed: boolean
  readonly onToggle: () => void
}) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onToggle}
      className={`group relative flex min-w-[92px] flex-[1_0_auto] flex-col gap-0.5 px-3 pt-2.5 pb-3 text-left transition-colors hover:bg-hover focus-visible:-outline-offset-2 ${chosen ? 'bg-sunk' : ''}`}
    >
      <span className="flex h-4 items-center gap-1.5">
        <StageMark stage={stage} />
      </span>
      <span
        className={`figures text-title leading-6 font-semibold tracking-[-0.02em] ${dimmed ? 'text-faint' : 'text-ink'}`}
      >
        {count === undefined ? <span className="text-faint">–</span> : sayCount(count)}
      </span>
      <span className={`truncate text-small ${chosen ? 'font-medium text-ink' : 'text-faint'}`}>{name}</span>
      <span aria-hidden="true" className="absolute inset-x-3 bottom-0 h-[2px]">
        <span
          className={`block h-full ${chosen ? 'bg-accent' : 'bg-line-strong'}`}
          style={{ width: chosen ? '100%' : `${((count ?? 0) / most) * 100}%` }}
        />
      </span>
    </button>
  )
}
