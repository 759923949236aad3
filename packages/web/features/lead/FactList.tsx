import type { LeadDetail } from '@baton/protocol'
import { sayFieldTitle, sayPairs } from '@baton/words'
import { useMay } from '../../api/may.ts'
import { Section } from '../../ui/Section.tsx'

/** What is known of the person, and how they are recognised. */
export function FactList({ detail }: { readonly detail: LeadDetail }) {
  const isToldElsewhere = useMay('leadIdentity')
  return (
    <Section title="Facts" note="As they stand now, the most trusted statement of each">
      <FieldList prefix="lead." fields={detail.facts} />
      {!isToldElsewhere && detail.identities.length > 0 && (
        <>
          <h3 className="label mt-4 mb-1">Recognised by</h3>
          <ul className="flex flex-wrap gap-x-4 gap-y-1 text-small">
            {detail.identities.map(({ kind, value }) => (
              <li key={kind + value} className="min-w-0 truncate">
                <span className="text-faint">{kind} </span>
                <span className="font-mono">{value}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

/** Fields by name and value in columns; unknown ones are left out. */
export function FieldList({
  prefix,
  fields,
  narrow = false,
}: {
  readonly prefix: string
  readonly fields: Readonly<Record<string, unknown>>
  /** In one column, where there is no room for two. */
  readonly narrow?: boolean
}) {
  const known = Object.entries(fields).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  )
  if (known.length === 0) return <p className="text-soft">Nothing yet.</p>
  return (
    <dl className={`grid gap-x-8 ${narrow ? '' : 'sm:grid-cols-2'}`}>
      {known.map(([name, value]) => (
        <div
          key={name}
          className="flex min-h-8 items-baseline justify-between gap-4 border-b border-line py-1.5"
        >
          <dt className="shrink-0 text-faint">{sayFieldTitle(prefix + name)}</dt>
          <dd className="figures min-w-0 truncate text-right">{sayPairs({ [name]: value })[0]?.value}</dd>
        </div>
      ))}
    </dl>
  )
}
