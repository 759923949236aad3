import type { Stage } from '@baton/engine'
import { Ban, RotateCcw } from 'lucide-react'
import { Slats } from '../../ui/Slats.tsx'
import { stageRank, STEPS } from './stage-rank.ts'

/** How far a lead has come, drawn as batons. Beside the way stand leads that rest and leads that are out. */
export function StageMark({ stage }: { readonly stage: Stage }) {
  if (stage === 'recycled') return <RotateCcw size={12} aria-hidden="true" className="shrink-0 text-faint" />
  if (stage === 'disqualified') return <Ban size={12} aria-hidden="true" className="shrink-0 text-faint" />
  const won = stage === 'customer' || stage === 'advocate'
  const tone = won ? 'won' : stage === 'lead' || stage === 'visitor' ? 'quiet' : 'accent'
  return <Slats count={STEPS} filled={stageRank(stage)} tone={tone} />
}

/** A stage by its mark and its name. */
export function StageChip({ stage, label }: { readonly stage: Stage; readonly label: string }) {
  const quiet = stage === 'visitor' || stage === 'lead' || stage === 'recycled' || stage === 'disqualified'
  return (
    <span
      className={`inline-flex items-center gap-2 text-body whitespace-nowrap ${quiet ? 'text-soft' : 'font-medium text-ink'}`}
    >
      <span className="flex w-[26px] justify-start">
        <StageMark stage={stage} />
      </span>
      {label}
    </span>
  )
}
