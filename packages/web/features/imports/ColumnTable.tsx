import { ChevronDown } from 'lucide-react'
import { CONTROL } from '../../ui/TextInput.tsx'
import {
  columnControlId,
  IGNORE,
  type MeaningGroup,
  meaningGroups,
  placeProblems,
  withMeaning,
} from './edited-mapping.ts'
import type { MapFile } from './use-map-file.ts'

/** The first rows, with a choice of what it means at the head of each column. */
export function ColumnTable({ map }: { readonly map: MapFile }) {
  const { file, mapping, tried, change } = map
  const groups = meaningGroups(file.meanings)
  const placed = placeProblems(
    tried?.answer.problems ?? [],
    file.header,
    tried?.mapping.columns ?? [],
    mapping.columns,
  )
  const isLeftOut = (index: number) => (mapping.columns[index] ?? IGNORE) === IGNORE
  return (
    <div className="scroller -mx-4 overflow-x-auto px-4 md:-mx-6 md:px-6">
      <table className="border-separate border-spacing-0 text-small">
        <caption className="sr-only">The first rows of {file.name}, and what each column means</caption>
        <thead>
          <tr>
            {file.header.map((name, index) => (
              <th
                key={index}
                scope="col"
                className="w-48 max-w-64 min-w-48 border-b border-line-strong py-2 pr-4 text-left align-top font-normal"
              >
                <ColumnHead
                  index={index}
                  name={name}
                  meaning={mapping.columns[index] ?? IGNORE}
                  groups={groups}
                  problems={placed.columns.get(index) ?? []}
                  onChange={(meaning) => change(withMeaning(mapping, index, meaning))}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {file.preview.map((cells, row) => (
            <tr key={row}>
              {file.header.map((_, index) => (
                <td
                  key={index}
                  title={cells[index]}
                  className={`max-w-64 truncate border-b border-line py-1.5 pr-4 ${isLeftOut(index) ? 'text-faint' : 'text-ink'}`}
                >
                  {cells[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ColumnHead({
  index,
  name,
  meaning,
  groups,
  problems,
  onChange,
}: {
  readonly index: number
  readonly name: string
  readonly meaning: string
  readonly groups: readonly MeaningGroup[]
  readonly problems: readonly string[]
  readonly onChange: (meaning: string) => void
}) {
  const id = columnControlId(index)
  const shown = name === '' ? `Column ${index + 1}` : name
  const isLeftOut = meaning === IGNORE
  return (
    <>
      <label
        htmlFor={id}
        title={shown}
        className={`mb-1 block truncate font-medium ${isLeftOut ? 'text-faint' : 'text-ink'}`}
      >
        {shown}
        <span className="sr-only"> means</span>
      </label>
      <span className="relative block">
        <select
          id={id}
          value={meaning}
          aria-invalid={problems.length > 0 ? true : undefined}
          aria-describedby={problems.length > 0 ? `${id}-problem` : undefined}
          onChange={(event) => onChange(event.target.value)}
          className={`${CONTROL} h-8 appearance-none pr-7 ${isLeftOut ? 'border-dashed bg-transparent text-faint' : ''}`}
        >
          {groups.map(({ group, meanings }) => {
            const options = meanings.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))
            return group === '' ? (
              options
            ) : (
              <optgroup key={group} label={group}>
                {options}
              </optgroup>
            )
          })}
        </select>
        <ChevronDown
          size={13}
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-faint"
        />
      </span>
      {problems.length > 0 && (
        <span id={`${id}-problem`} className="mt-1 block text-accent-text">
          {problems.join('; ')}
        </span>
      )}
    </>
  )
}
