import { sayCount, sayId } from '@baton/words'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useAgreementModel } from '../../api/agreement-query.ts'
import { isFiltered, toggled, type LeadFilter } from '../../api/lead-filter.ts'
import { useMay } from '../../api/may.ts'
import { segmentsOptions } from '../../api/segments-query.ts'
import { useSources } from '../../api/sources-query.ts'
import { Choice } from '../../ui/Choice.tsx'
import { useStageNames } from './use-stage-names.ts'

const GRADES = ['A', 'B', 'C', 'D'] as const
const MILESTONES = ['mql', 'sal', 'sql', 'opportunity', 'customer'] as const
const SCORES = [10, 25, 40, 60, 80, 100]
const SPANS: readonly (readonly [days: number, label: string])[] = [
  [1, 'a day'],
  [7, 'a week'],
  [30, '30 days'],
  [90, '90 days'],
  [365, 'a year'],
]

interface FilterProps {
  readonly filter: LeadFilter
  readonly counts: Readonly<Record<string, number>> | undefined
  readonly onChange: (next: Partial<LeadFilter>) => void
}

/** Everything that the list can be narrowed by, besides stage and words. */
export function FilterBar({ filter, counts, onChange }: FilterProps) {
  const name = useStageNames()
  const tiers = useAgreementModel().data?.agreement?.tiers ?? []
  const sources = useSources().data?.data ?? []
  const segments = useQuery({ ...segmentsOptions, enabled: useMay('segments') }).data?.data ?? []
  return (
    <div className="scroller-bare flex shrink-0 items-center gap-2 overflow-x-auto px-4 py-2.5 md:flex-wrap md:px-6">
      <GradeSwitches filter={filter} counts={counts} onChange={onChange} />
      <Choice
        label="Source"
        options={sources.map((row) => ({
          value: row.source,
          label: row.source === '' ? 'No source' : row.source,
          note: sayCount(row.leads),
        }))}
        chosen={filter.source === undefined ? [] : [filter.source]}
        onChange={([source]) => onChange({ source })}
      />
      <Choice
        label="Tier"
        many
        options={tiers.map((tier) => ({ value: tier.id, label: sayId(tier.id) }))}
        chosen={filter.tier ?? []}
        onChange={(tier) => onChange({ tier: tier.length > 0 ? [...tier] : undefined })}
      />
      {(segments.length > 0 || filter.segment !== undefined) && (
        <Choice
          label="Segment"
          options={segments.map(({ id, name: label, count }) => ({
            value: id,
            label,
            note: sayCount(count),
          }))}
          chosen={filter.segment === undefined ? [] : [filter.segment]}
          onChange={([segment]) => onChange({ segment })}
        />
      )}
      <Choice
        label="Reached"
        options={MILESTONES.map((stage) => ({ value: stage, label: name(stage) }))}
        chosen={filter.reached === undefined ? [] : [filter.reached]}
        onChange={([reached]) => onChange({ reached: reached as LeadFilter['reached'] })}
      />
      <Choice
        label="Score"
        options={SCORES.map((score) => ({ value: String(score), label: `${score} or more` }))}
        chosen={filter.scoreFrom === undefined ? [] : [String(filter.scoreFrom)]}
        onChange={([score]) => onChange({ scoreFrom: score === undefined ? undefined : Number(score) })}
      />
      <Choice
        label="Active"
        options={SPANS.map(([days, label]) => ({ value: String(days), label: `within ${label}` }))}
        chosen={filter.activeWithin === undefined ? [] : [String(filter.activeWithin)]}
        onChange={([days]) => onChange({ activeWithin: days === undefined ? undefined : Number(days) })}
      />
      <button
        type="button"
        aria-pressed={filter.waiting === 'true'}
        onClick={() => onChange({ waiting: filter.waiting === 'true' ? undefined : 'true' })}
        className="h-7 shrink-0 rounded-md border border-dashed border-line-strong px-2 text-body whitespace-nowrap text-soft hover:text-ink aria-pressed:border-solid aria-pressed:bg-ink aria-pressed:text-paper"
      >
        Waiting for data
      </button>
      {isFiltered(filter) && (
        <Link
          to="/leads"
          search={{ sort: filter.sort, direction: filter.direction }}
          className="shrink-0 rounded px-1.5 text-body whitespace-nowrap text-soft underline decoration-line-strong underline-offset-2 hover:text-ink"
        >
          Clear
        </Link>
      )}
    </div>
  )
}

function GradeSwitches({ filter, counts, onChange }: FilterProps) {
  return (
    <fieldset aria-label="Grades" className="flex h-7 shrink-0 rounded-md border border-line-strong">
      {GRADES.map((grade) => (
        <button
          key={grade}
          type="button"
          aria-pressed={filter.grade?.includes(grade) ?? false}
          title={counts === undefined ? undefined : `${sayCount(counts[grade] ?? 0)} leads of grade ${grade}`}
          onClick={() => onChange({ grade: toggled(filter.grade, grade) })}
          className="w-7 border-r border-line text-body font-medium text-soft first:rounded-l-[5px] last:rounded-r-[5px] last:border-r-0 hover:bg-hover aria-pressed:bg-ink aria-pressed:text-paper"
        >
          <span className="sr-only">Grade </span>
          {grade}
        </button>
      ))}
    </fieldset>
  )
}
