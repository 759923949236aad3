import { sayDimension, sayDimensionValue } from '@baton/words'
import { Plus, X } from 'lucide-react'
import { useId } from 'react'
import { useReport, useReportChoices, type ReportSearch } from '../../api/reports-query.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Definition } from '../../ui/Definition.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { draftOfMark, MARK_DIMENSIONS, type MarkDraft, timesOfWeight } from './persona-writing.ts'
import { sayLift } from './trait-parts.ts'

const KINDS = [
  { value: 'fact', label: 'Fact' },
  { value: 'did', label: 'Did' },
  { value: 'took', label: 'Took' },
] as const

const MARKS_MAX = 30

/** By what people of a persona are recognised, each with how much it weighs. */
export function PersonaMarks({
  marks,
  search,
  onChange,
}: {
  readonly marks: readonly MarkDraft[]
  readonly search: ReportSearch
  readonly onChange: (marks: readonly MarkDraft[]) => void
}) {
  const names = useKnownActs(search)
  const change = (key: string, next: Partial<MarkDraft>) =>
    onChange(marks.map((mark) => (mark.key === key ? { ...mark, ...next } : mark)))
  const add = () =>
    onChange([
      ...marks,
      {
        ...draftOfMark({ kind: 'fact', dimension: 'industry', values: [], weight: 1 }),
        key: crypto.randomUUID(),
      },
    ])
  return (
    <fieldset>
      <legend className="text-small font-medium text-soft">
        <Definition term="Marks">
          By these leads are matched with the persona. A fact that is known weighs for it, or against it where
          it is another; what was done or taken before sales had the lead weighs for it. A lead is of the
          persona that it has the most for, from an even chance on.
        </Definition>
      </legend>
      {marks.length === 0 && (
        <p className="mt-1 text-small text-faint">Without a mark no lead is of this persona.</p>
      )}
      <ul className="divide-y divide-line">
        {marks.map((mark, index) => (
          <MarkRow
            key={mark.key}
            mark={mark}
            number={index + 1}
            names={names}
            onChange={(next) => change(mark.key, next)}
            onRemove={() => onChange(marks.filter(({ key }) => key !== mark.key))}
          />
        ))}
      </ul>
      <Button className="mt-2" disabled={marks.length >= MARKS_MAX} onClick={add}>
        <Plus size={13} aria-hidden="true" />
        Add a mark
      </Button>
    </fieldset>
  )
}

interface KnownActs {
  readonly did: readonly string[]
  readonly took: readonly string[]
}

/** What people of the period did and took, to be offered; anything else may be written. */
function useKnownActs(search: ReportSearch): KnownActs {
  const rows = useReport('traits', search).data?.answer.rows ?? []
  return {
    did: rows.flatMap(({ trait }) => (trait.kind === 'did' ? [trait.event] : [])),
    took: rows.flatMap(({ trait }) => (trait.kind === 'took' ? [trait.content] : [])),
  }
}

interface MarkProps {
  readonly mark: MarkDraft
  readonly number: number
  readonly names: KnownActs
  readonly onChange: (next: Partial<MarkDraft>) => void
  readonly onRemove: () => void
}

function MarkRow({ mark, number, names, onChange, onRemove }: MarkProps) {
  return (
    <li className="flex flex-wrap items-center gap-2 py-2">
      <Select
        aria-label={`Kind of mark ${number}`}
        value={mark.kind}
        options={KINDS}
        onChange={(kind) => onChange({ kind })}
        className="w-20"
      />
      {mark.kind === 'fact' ? (
        <FactMark mark={mark} number={number} onChange={onChange} />
      ) : (
        <ActMark mark={mark} number={number} names={names[mark.kind]} onChange={onChange} />
      )}
      <span className="ml-auto flex items-center gap-2">
        <Weight mark={mark} number={number} onChange={onChange} />
        <Button look="plain" aria-label={`Remove mark ${number}`} onClick={onRemove} className="px-1.5">
          <X size={14} aria-hidden="true" />
        </Button>
      </span>
    </li>
  )
}

function FactMark({ mark, number, onChange }: Pick<MarkProps, 'mark' | 'number' | 'onChange'>) {
  const known = useReportChoices().data?.dimensions[mark.dimension] ?? []
  const values = [...new Set([...mark.values, ...known])].filter((value) => value !== '')
  return (
    <>
      <Select
        aria-label={`What mark ${number} is a fact of`}
        value={mark.dimension}
        options={MARK_DIMENSIONS.map((value) => ({ value, label: sayDimension(value) }))}
        onChange={(dimension) => onChange({ dimension, values: [] })}
        className="w-36"
      />
      <span>
        <Choice
          label="is"
          many
          options={values.map((value) => ({ value, label: sayDimensionValue(mark.dimension, value) }))}
          chosen={mark.values}
          onChange={(chosen) => onChange({ values: chosen })}
        />
      </span>
      {mark.values.length === 0 && <span className="text-small text-faint">choose one or more</span>}
    </>
  )
}

function ActMark({
  mark,
  number,
  names,
  onChange,
}: Omit<MarkProps, 'names' | 'onRemove'> & { readonly names: readonly string[] }) {
  const list = useId()
  return (
    <>
      <TextInput
        aria-label={mark.kind === 'did' ? `Event of mark ${number}` : `Content of mark ${number}`}
        placeholder={mark.kind === 'did' ? 'Name of an event' : 'Title of a content'}
        list={list}
        maxLength={mark.kind === 'did' ? 200 : 300}
        value={mark.name}
        onChange={(event) => onChange({ name: event.target.value })}
        className="w-full sm:w-60"
      />
      <datalist id={list}>
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </datalist>
    </>
  )
}

function Weight({ mark, number, onChange }: Pick<MarkProps, 'mark' | 'number' | 'onChange'>) {
  const times = timesOfWeight(mark.weight)
  return (
    <>
      <Definition term={<span className="text-small text-faint">weighs</span>}>
        The natural logarithm of how many times as often the mark is met among such people as among all: 0.7
        is twice as often, 1.1 three times, 1.6 five times. From 0.1 to 10.
      </Definition>
      <span className="w-18">
        <TextInput
          type="number"
          inputMode="decimal"
          min={0.1}
          max={10}
          step={0.1}
          aria-label={`Weight of mark ${number}`}
          aria-invalid={times === null || undefined}
          value={mark.weight}
          onChange={(event) => onChange({ weight: event.target.value })}
          className="figures"
        />
      </span>
      <span className="figures w-14 text-small whitespace-nowrap text-faint">
        {times === null ? '0.1 to 10' : times < 1000 ? `× ${sayLift(times)}` : ''}
      </span>
    </>
  )
}
