import type { Condition, Grade, Stage } from '@baton/engine'
import { type Audience, audienceDocument } from '@baton/engine/audience'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useStageNames } from '../leads/index.ts'
import { fieldRowOf, type FieldTest, type Named, whereOf } from './audience-rows.ts'
import { NumberInput } from './NumberInput.tsx'
import { STAGE_CHOICES } from './use-named.ts'

interface FieldsProps {
  readonly named: Named
  readonly label: string
  readonly onChange: (row: Audience) => void
}

const GRADES: readonly Grade[] = ['A', 'B', 'C', 'D']

/** What one condition asks, after its kind. */
export function RowFields({ row, ...props }: FieldsProps & { readonly row: Audience }) {
  const { named, label, onChange } = props
  const name = useStageNames()
  switch (row.kind) {
    case 'holds':
      return <ConditionFields condition={row.condition} {...props} />
    case 'stage':
      return (
        <Ticks
          label={`${label}: stages`}
          options={STAGE_CHOICES.map((stage) => ({ value: stage, label: name(stage) }))}
          chosen={row.stages}
          onChange={(stages) => onChange({ kind: 'stage', stages: stages as readonly Stage[] })}
        />
      )
    case 'persona':
      return (
        <Ticks
          label={`${label}: personas`}
          options={named.personas.map((value) => ({ value, label: value }))}
          chosen={row.personas}
          onChange={(personas) => onChange({ kind: 'persona', personas })}
        />
      )
    case 'segment':
      return (
        <Select
          aria-label={`${label}: segment`}
          className="w-56"
          value={row.segment}
          options={named.segments.map((segment) => ({ value: segment.id, label: segment.name }))}
          onChange={(segment) => onChange({ kind: 'segment', segment })}
        />
      )
    default:
      return null
  }
}

function ConditionFields({ condition, ...props }: FieldsProps & { readonly condition: Condition }) {
  const { named, label, onChange } = props
  const set = (next: Condition) => onChange({ kind: 'holds', condition: next })
  switch (condition.kind) {
    case 'did':
      return <DidFields condition={condition} named={named} label={label} onChange={set} />
    case 'score':
      return (
        <AtLeast
          label={`${label}: points`}
          value={condition.atLeast}
          onChange={(atLeast) => set({ ...condition, atLeast })}
        />
      )
    case 'meter':
      return (
        <>
          <Select
            aria-label={`${label}: meter`}
            className="w-40"
            value={condition.meter}
            options={named.meters.map((value) => ({ value, label: value }))}
            onChange={(meter) => set({ ...condition, meter })}
          />
          <AtLeast
            label={`${label}: points`}
            value={condition.atLeast}
            onChange={(atLeast) => set({ ...condition, atLeast })}
          />
        </>
      )
    case 'grade':
      return (
        <Ticks
          label={`${label}: grades`}
          options={GRADES.map((value) => ({ value, label: value }))}
          chosen={condition.grades}
          onChange={(grades) => set({ ...condition, grades: grades as readonly Grade[] })}
        />
      )
    case 'field':
      return <FactFields condition={condition} named={named} label={label} onChange={set} />
    default:
      return null
  }
}

function DidFields({
  condition,
  named,
  label,
  onChange,
}: {
  readonly condition: Extract<Condition, { kind: 'did' }>
  readonly named: Named
  readonly label: string
  readonly onChange: (condition: Condition) => void
}) {
  const { withinDays, ...rest } = condition
  const where = condition.where.length > 0 ? audienceDocument({ kind: 'holds', condition }) : null
  return (
    <>
      <Select
        aria-label={`${label}: event`}
        className="w-48"
        value={condition.event}
        options={named.events.map((value) => ({ value, label: value }))}
        onChange={(event) => onChange({ ...condition, event, where: [] })}
      />
      <span className="text-small text-faint">at least</span>
      <NumberInput
        label={`${label}: times`}
        value={condition.times}
        least={1}
        onChange={(times) => onChange({ ...condition, times: times ?? 1 })}
      />
      <span className="text-small text-faint">times within</span>
      <NumberInput
        label={`${label}: days`}
        value={withinDays ?? null}
        least={1}
        placeholder="ever"
        onChange={(days) => onChange(days === null ? rest : { ...rest, withinDays: days })}
      />
      <span className="text-small text-faint">days</span>
      {where !== null && (
        <code className="text-small text-soft">{JSON.stringify((where as { where: unknown }).where)}</code>
      )}
    </>
  )
}

const TESTS: readonly { readonly value: FieldTest; readonly label: string }[] = [
  { value: 'is', label: 'is' },
  { value: 'at-least', label: 'is at least' },
  { value: 'known', label: 'is known' },
  { value: 'unknown', label: 'is not known' },
]

function FactFields({
  condition,
  named,
  label,
  onChange,
}: {
  readonly condition: Extract<Condition, { kind: 'field' }>
  readonly named: Named
  readonly label: string
  readonly onChange: (condition: Condition) => void
}) {
  const row = fieldRowOf(condition.where)
  if (row === null)
    return (
      <code className="text-small text-soft">
        {JSON.stringify(audienceDocument({ kind: 'holds', condition }))}
      </code>
    )
  const set = (more: Partial<typeof row>) => onChange({ ...condition, where: whereOf({ ...row, ...more }) })
  return (
    <>
      <Select
        aria-label={`${label}: fact`}
        className="w-48"
        value={row.field}
        options={named.fields.map((value) => ({ value, label: value }))}
        onChange={(field) => set({ field })}
      />
      <Select
        aria-label={`${label}: how it is asked`}
        className="w-32"
        value={row.test}
        options={TESTS}
        onChange={(test) => set({ test, value: test === 'is' && row.value === '' ? '…' : row.value })}
      />
      {(row.test === 'is' || row.test === 'at-least') && (
        <TextInput
          aria-label={`${label}: value`}
          className="!w-44"
          defaultValue={row.value}
          onBlur={(event) => event.target.value.trim() !== '' && set({ value: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && event.currentTarget.value.trim() !== '')
              set({ value: event.currentTarget.value })
          }}
        />
      )}
    </>
  )
}

function AtLeast({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
}) {
  return (
    <>
      <span className="text-small text-faint">at least</span>
      <NumberInput label={label} value={value} least={0} onChange={(next) => onChange(next ?? 0)} />
      <span className="text-small text-faint">points</span>
    </>
  )
}

function Ticks({
  label,
  options,
  chosen,
  onChange,
}: {
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}) {
  const toggle = (value: string, isOn: boolean) => {
    const next = options.flatMap((one) =>
      (one.value === value ? isOn : chosen.includes(one.value)) ? [one.value] : [],
    )
    // Of nothing there is no condition.
    if (next.length > 0) onChange(next)
  }
  return (
    <fieldset aria-label={label} className="flex min-h-8 flex-wrap items-center gap-x-3">
      {options.map((option) => (
        <Checkbox
          key={option.value}
          label={option.label}
          checked={chosen.includes(option.value)}
          onChange={(event) => toggle(option.value, event.target.checked)}
        />
      ))}
    </fieldset>
  )
}
