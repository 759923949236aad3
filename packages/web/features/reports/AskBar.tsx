import { sayDimension, sayDimensionValue } from '@baton/words'
import { dayAt } from '@baton/zones/days'
import { useMemo } from 'react'
import { useReportChoices, type ReportSearch } from '../../api/reports-query.ts'
import { useNow } from '../../app/use-now.ts'
import { Choice } from '../../ui/Choice.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { readValues, writeValues } from '@baton/protocol/report-values'
import { DIMENSION_KEYS, type DimensionKey } from './report-search.ts'
import { periodPresets } from './say-period.ts'

interface Asked {
  readonly search: ReportSearch
  readonly onAsk: (next: Readonly<Record<string, string | undefined>>) => void
}

/** What every report can be asked: the period, what it is compared with, whose clock, and who is left out. */
export function AskBar({ search, onAsk }: Asked) {
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 py-2.5 md:px-6 print:hidden">
      <PeriodChoice search={search} onAsk={onAsk} />
      <Choice
        label="Compared with"
        options={[
          { value: 'previous', label: 'the period before' },
          { value: 'year', label: 'a year before' },
        ]}
        chosen={search['compare'] === undefined || search['compare'] === 'none' ? [] : [search['compare']]}
        onChange={([compare]) => onAsk({ compare })}
      />
      <Filters search={search} onAsk={onAsk} />
    </div>
  )
}

function PeriodChoice({ search, onAsk }: Asked) {
  const choices = useReportChoices().data
  const zone = search['zone'] ?? choices?.zone ?? 'UTC'
  const today = dayAt(zone, useNow())
  const presets = useMemo(() => periodPresets(today, choices?.since ?? today), [today, choices?.since])
  const from = search['from'] ?? presets[1]!.from
  const to = search['to'] ?? presets[1]!.to
  const current = presets.find((preset) => preset.from === from && preset.to === to)
  return (
    <>
      <Choice
        label="Period"
        options={presets.map(({ key, label }) => ({ value: key, label }))}
        chosen={current === undefined ? [] : [current.key]}
        onChange={([key]) => {
          const chosen = presets.find((preset) => preset.key === key)
          onAsk({ from: chosen?.from, to: chosen?.to })
        }}
      />
      <span className="flex items-center gap-1.5 text-small text-faint">
        <DayInput label="First day" day={from} onChange={(day) => onAsk({ from: day, to })} />
        to
        <DayInput label="Last day" day={to} onChange={(day) => onAsk({ from, to: day })} />
      </span>
    </>
  )
}

function DayInput({
  label,
  day,
  onChange,
}: {
  readonly label: string
  readonly day: string
  readonly onChange: (day: string) => void
}) {
  return (
    <TextInput
      type="date"
      aria-label={label}
      value={day}
      onChange={(event) => event.target.value !== '' && onChange(event.target.value)}
      className="figures h-7 w-[8.25rem]"
    />
  )
}

/** Chosen filters each as a button of its own, and one more to add another. */
function Filters({ search, onAsk }: Asked) {
  const choices = useReportChoices().data?.dimensions ?? {}
  const people = usePeopleNames()
  const open = DIMENSION_KEYS.filter((key) => search[key] !== undefined)
  const free = DIMENSION_KEYS.filter((key) => search[key] === undefined && (choices[key]?.length ?? 0) > 1)
  return (
    <>
      {open.map((key) => (
        <Choice
          key={key}
          label={sayDimension(key)}
          many
          options={(choices[key] ?? []).map((value) => ({
            value,
            label: sayDimensionValue(key, value, people),
          }))}
          chosen={readValues(search[key]!)}
          onChange={(values) => onAsk({ [key]: values.length === 0 ? undefined : writeValues(values) })}
        />
      ))}
      <Choice
        label="Filter"
        options={free.map((key) => ({ value: key, label: sayDimension(key) }))}
        chosen={[]}
        empty="Nothing to filter by yet."
        onChange={([key]) =>
          key !== undefined && onAsk({ [key]: writeValues([choices[key as DimensionKey]![0]!]) })
        }
      />
    </>
  )
}

/** By id of a person, for dimensions that name people. */
export function usePeopleNames(): Readonly<Record<string, string>> {
  return useReportChoices().data?.people ?? NOBODY
}

const NOBODY = {}
