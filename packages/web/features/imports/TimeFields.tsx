import type { ImportMapping } from '@baton/protocol'
import { useId, useState } from 'react'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { isListedFormat, OTHER_FORMAT, TIME_FORMATS } from './import-words.ts'

type Times = ImportMapping['times']

const ZONES = Intl.supportedValuesOf('timeZone')
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** How the file writes dates and times, and in which zone it means them. */
export function TimeFields({
  times,
  onChange,
}: {
  readonly times: Times
  readonly onChange: (times: Times) => void
}) {
  const zones = useId()
  const [isOther, setIsOther] = useState(!isListedFormat(times.format))
  return (
    <>
      <Field label="Dates are written as">
        <Select
          value={isOther ? OTHER_FORMAT : times.format}
          options={TIME_FORMATS}
          onChange={(format) => {
            setIsOther(format === OTHER_FORMAT)
            if (format !== OTHER_FORMAT) onChange({ ...times, format })
          }}
        />
      </Field>
      {isOther && (
        <Field label="Pattern" hint="yyyy, MM, M or MMM, dd or d, HH or H, hh or h with a, mm, ss, SSS, XXX">
          <TextInput
            value={times.format}
            maxLength={60}
            spellCheck={false}
            className="font-mono"
            onChange={(event) => onChange({ ...times, format: event.target.value })}
          />
        </Field>
      )}
      <Field label="Time zone" hint="Needed where a cell has a time and does not say the zone itself.">
        <TextInput
          list={zones}
          value={times.zone ?? ''}
          maxLength={60}
          spellCheck={false}
          autoComplete="off"
          placeholder={`None; here it is ${HERE}`}
          onChange={(event) =>
            onChange({ ...times, zone: event.target.value === '' ? null : event.target.value })
          }
        />
      </Field>
      <datalist id={zones}>
        {ZONES.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </datalist>
    </>
  )
}
