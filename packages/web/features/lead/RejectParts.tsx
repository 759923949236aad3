import type { RecycleReason } from '@baton/engine'
import { sayFieldTitle, sayId, sayValue } from '@baton/words'
import type { ReactNode } from 'react'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import type { ContestableClause, ContestableFact, Contested } from './contest-choices.ts'

/** Which clause, or which fact and what would be right. */
export function ContestParts({
  kind,
  clauses,
  clause,
  facts,
  field,
  right,
  onClause,
  onField,
  onRight,
}: {
  readonly kind: Contested
  readonly clauses: readonly ContestableClause[]
  readonly clause: string
  readonly facts: readonly ContestableFact[]
  readonly field: string
  readonly right: string
  readonly onClause: (clause: string) => void
  readonly onField: (field: string) => void
  readonly onRight: (text: string) => void
}) {
  if (kind === 'clause') return <ClauseChoice clauses={clauses} chosen={clause} onChoose={onClause} />
  if (kind !== 'fact') return null
  const present = facts.find((fact) => fact.field === field)?.value ?? null
  return (
    <div className="grid grid-cols-1 gap-x-3 gap-y-4 sm:grid-cols-2">
      <Field label="Fact" hint={`It says ${present === null ? 'nothing' : sayValue(present)} now`}>
        <Select
          value={field}
          onChange={onField}
          options={facts.map((fact) => ({
            value: fact.field,
            label: `${sayFieldTitle(fact.field)}: ${fact.value === null ? 'not known' : sayValue(fact.value)}`,
          }))}
        />
      </Field>
      <Field label="Right would be">
        <TextInput
          name="right"
          required
          maxLength={200}
          value={right}
          onChange={(event) => onRight(event.target.value)}
        />
      </Field>
    </div>
  )
}

function ClauseChoice({
  clauses,
  chosen,
  onChoose,
}: {
  readonly clauses: readonly ContestableClause[]
  readonly chosen: string
  readonly onChoose: (clause: string) => void
}) {
  if (clauses.length === 0)
    return <p className="text-soft">No clause promoted it: sales took it up by itself.</p>
  return (
    <fieldset>
      <legend className="mb-1 text-small font-medium text-soft">Which clause should not have counted</legend>
      <div className="scroller max-h-[10.5rem] overflow-y-auto rounded-md border border-line-strong">
        {clauses.map((one) => (
          // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- its text is the two lines below
          <label
            key={one.clause}
            className="flex cursor-pointer items-start gap-2.5 border-b border-line px-3 py-1.5 last:border-b-0 hover:bg-hover has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="clause"
              value={one.clause}
              aria-label={`${one.title}. ${one.text}`}
              checked={chosen === one.clause}
              onChange={() => onChoose(one.clause)}
              className="mt-[3px] accent-accent"
            />
            <span className="min-w-0">
              <span className="block font-medium">{one.title}</span>
              <span className="line-clamp-2 text-small text-faint">{one.text}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** The agreement's reasons for sending back; those that take out for good say so. */
export function ReasonChoice({
  reasons,
  value,
  next,
  onChange,
}: {
  readonly reasons: readonly RecycleReason[]
  readonly value: string
  /** What it would do to this lead. */
  readonly next: ReactNode
  readonly onChange: (reason: string) => void
}) {
  return (
    <Field label="Reason of the agreement" hint={next}>
      <Select
        value={value}
        onChange={onChange}
        options={reasons.map((reason) => ({
          value: reason.id,
          label: `${sayId(reason.id)}${reason.disqualify ? ' (takes it out for good)' : ''}`,
        }))}
      />
    </Field>
  )
}
