import type { ImportFile } from '@baton/protocol'
import { sayCount } from '@baton/words'
import { useEffect, useRef } from 'react'
import { KIND_NAMES, sayDelimiter } from './import-words.ts'

/** What the server saw in the file. The focus comes here when the file has been read. */
export function FoundFile({ file }: { readonly file: ImportFile }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const facts: readonly (readonly [string, string])[] = [
    ['Kind', KIND_NAMES[file.kind]],
    ['Rows', sayCount(file.rows)],
    ['Columns', sayCount(file.header.length)],
    ['Encoding', file.encoding.toUpperCase()],
    ['Between cells', sayDelimiter(file.delimiter)],
  ]
  return (
    <section className="py-5">
      <h2
        ref={heading}
        tabIndex={-1}
        className="mb-3 text-lead font-semibold tracking-[-0.01em] focus-visible:outline-none"
      >
        As it was found
      </h2>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-small text-faint">{name}</dt>
            <dd className="figures font-medium">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-small text-soft">
        {file.remembered
          ? 'A file with these columns was imported before: they mean what was chosen then.'
          : 'A file with these columns was not imported before: their meanings are read off their names. Look them over; they are remembered for the next file.'}
      </p>
    </section>
  )
}
