import type { Audience } from '@baton/engine/audience'
import { Plus, X } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Select } from '../../ui/Select.tsx'
import {
  asGroup,
  type AudienceGroup,
  kindsOf,
  type Named,
  newRow,
  rowKindOf,
  type RowKind,
  unwrapped,
  withPart,
  wrapped,
} from './audience-rows.ts'
import { RowFields } from './RowFields.tsx'

const KIND_NAMES: Readonly<Record<RowKind, string>> = {
  did: 'Did something',
  score: 'Score',
  grade: 'Grade',
  field: 'Fact',
  meter: 'Meter',
  stage: 'Stage',
  persona: 'Persona',
  segment: 'Segment',
  group: 'Group',
}

/** Conditions as rows, groups within groups. */
export function AudienceRows({
  group,
  named,
  label,
  onChange,
}: {
  readonly group: AudienceGroup
  readonly named: Named
  /** What the group is, for whoever listens. */
  readonly label: string
  readonly onChange: (group: AudienceGroup) => void
}) {
  return (
    <fieldset aria-label={label} className="space-y-2">
      <Select
        aria-label={`${label}: how its conditions are joined`}
        className="w-52"
        value={group.kind}
        options={[
          { value: 'all', label: 'All of these hold' },
          { value: 'any', label: 'Any of these holds' },
        ]}
        onChange={(kind) => onChange({ ...group, kind })}
      />
      <ol className="space-y-2">
        {group.parts.map((part, index) => (
          <Row
            key={index}
            part={part}
            named={named}
            label={`${label === 'Conditions' ? 'Condition' : label} ${index + 1}`}
            onChange={(next) => onChange(withPart(group, index, next))}
          />
        ))}
      </ol>
      <Button
        onClick={() => onChange({ ...group, parts: [...group.parts, newRow('did', named)] })}
        aria-label={label === 'Conditions' ? 'Add a condition' : `Add a condition to ${label}`}
      >
        <Plus size={13} aria-hidden="true" />
        Condition
      </Button>
    </fieldset>
  )
}

function Row({
  part,
  named,
  label,
  onChange,
}: {
  readonly part: Audience
  readonly named: Named
  readonly label: string
  readonly onChange: (part: Audience | null) => void
}) {
  const { isNot, row } = unwrapped(part)
  const kind = rowKindOf(row)
  const set = (next: Audience) => onChange(wrapped(next, isNot))
  return (
    <li className="flex flex-wrap items-start gap-2 rounded-md border border-line bg-raised p-2">
      <Checkbox
        className="mt-1 text-soft"
        checked={isNot}
        onChange={(event) => onChange(wrapped(row, event.target.checked))}
        label="not"
      />
      <Select
        aria-label={`${label}: what it asks`}
        className="w-36"
        value={kind}
        options={kindsOf(named).map((value) => ({ value, label: KIND_NAMES[value] }))}
        onChange={(next) => set(newRow(next, named))}
      />
      <div className="flex min-w-0 flex-1 basis-60 flex-wrap items-center gap-2">
        {kind === 'group' ? (
          <AudienceRows group={asGroup(row)} named={named} label={label} onChange={set} />
        ) : (
          <RowFields row={row} named={named} label={label} onChange={set} />
        )}
      </div>
      <Button
        look="plain"
        aria-label={`Take ${label.toLowerCase()} out`}
        onClick={() => onChange(null)}
        className="px-1.5"
      >
        <X size={14} aria-hidden="true" />
      </Button>
    </li>
  )
}
