import type { ImportTry } from '@baton/protocol'
import { sayCount, sayCounted } from '@baton/words'
import { useEffect, useRef } from 'react'
import { CopyCode } from '../../ui/CopyCode.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { columnControlId, IGNORE } from './edited-mapping.ts'
import { asSentence } from './import-words.ts'
import type { MapFile } from './use-map-file.ts'

type Result = NonNullable<ImportTry['result']>

/** What trying it came to: what is wrong with the mapping, or what would be brought and refused. The focus comes here when it appears. */
export function TryResult({
  map,
  tried: { answer, mapping },
}: {
  readonly map: MapFile
  readonly tried: NonNullable<MapFile['tried']>
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    heading.current?.scrollIntoView({ block: 'start' })
  }, [])
  const { result, problems, yaml } = answer
  return (
    <section aria-label="What importing it would do" className="scroll-mt-4 border-t border-line py-5">
      <h2
        ref={heading}
        tabIndex={-1}
        className="mb-3 text-lead font-semibold tracking-[-0.01em] focus-visible:outline-none"
      >
        {result === null
          ? `${sayCounted(problems.length, 'problem')} with what it means`
          : 'What importing it would do'}
      </h2>
      <div className={map.isCurrent ? '' : 'opacity-70'}>
        {result === null ? (
          <Problems problems={problems} header={map.file.header} columns={mapping.columns} />
        ) : (
          <Outcome result={result} />
        )}
      </div>
      <div className="mt-4 max-w-3xl">
        <Disclosure summary="As a file for the command line">
          <CopyCode
            label="The mapping"
            note="Save it, and import files like this one with: baton import FILE --map MAPPING"
            code={yaml}
          />
        </Disclosure>
      </div>
    </section>
  )
}

function Problems({
  problems,
  header,
  columns,
}: {
  readonly problems: ImportTry['problems']
  readonly header: readonly string[]
  readonly columns: readonly string[]
}) {
  const placeOf = (column: string) =>
    header.findIndex((name, index) => name === column && columns[index] !== IGNORE)
  return (
    <ul className="max-w-3xl space-y-1.5">
      {problems.map(({ column, message }, index) => (
        <li key={index} className="flex gap-2">
          <span aria-hidden="true" className="text-accent-text">
            •
          </span>
          <span className="min-w-0 break-words">
            {column !== null && (
              <button
                type="button"
                onClick={() => document.getElementById(columnControlId(placeOf(column)))?.focus()}
                className="mr-1.5 font-medium underline decoration-line-strong underline-offset-2 hover:decoration-accent"
              >
                {column}
              </button>
            )}
            {column === null ? asSentence(message) : message}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Outcome({ result }: { readonly result: Result }) {
  const figures: readonly (readonly [string, number])[] = [
    ['Rows', result.rows],
    ['New people', result.newPeople],
    ['Known people', result.knownPeople],
    ['People left out', result.skipped],
    ['Rows that say nothing', result.silent],
    ['Rows refused', result.rejected],
  ]
  const events = Object.entries(result.events).toSorted(([, a], [, b]) => b - a)
  return (
    <>
      <dl className="grid max-w-4xl grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 xl:grid-cols-6">
        {figures.map(([name, count]) => (
          <div key={name}>
            <dt className="text-small text-faint">{name}</dt>
            <dd className="figures text-title font-semibold">{sayCount(count)}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-5 grid gap-x-10 gap-y-5 lg:grid-cols-[16rem_minmax(0,1fr)]">
        {events.length > 0 && (
          <section aria-label="Events">
            <h3 className="mb-1.5 text-small font-medium text-soft">What would be recorded</h3>
            <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1">
              {events.map(([name, count]) => (
                <div key={name} className="col-span-2 grid grid-cols-subgrid">
                  <dt className="truncate">{name}</dt>
                  <dd className="figures text-right">{sayCount(count)}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
        {result.rejections.length > 0 && <Rejections result={result} />}
      </div>
    </>
  )
}

function Rejections({ result: { rejected, rejections } }: { readonly result: Result }) {
  return (
    <section aria-label="Refused rows" className="min-w-0">
      <h3 className="mb-1.5 text-small font-medium text-soft">
        Refused{rejections.length < rejected ? ', the first ones' : ''}
      </h3>
      <div className="scroller overflow-x-auto">
        <table className="w-full border-separate border-spacing-0 text-small">
          <thead>
            <tr className="text-left text-faint">
              {['Line', 'Column', 'What it says', 'Why'].map((name) => (
                <th
                  key={name}
                  scope="col"
                  className="border-b border-line py-1 pr-4 font-medium whitespace-nowrap"
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rejections.map(({ line, column, text, reason }, index) => (
              <tr key={index}>
                <td className="figures border-b border-line py-1.5 pr-4">{line}</td>
                <td className="border-b border-line py-1.5 pr-4 whitespace-nowrap">{column}</td>
                <td className="max-w-48 truncate border-b border-line py-1.5 pr-4" title={text}>
                  {text}
                </td>
                <td className="min-w-40 border-b border-line py-1.5">{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-2 text-small text-faint">
        Refused rows stand in a file of their own afterwards, to be mended and imported again.
      </p>
    </section>
  )
}
