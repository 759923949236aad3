import { sayCounted, sayMoment } from '@baton/words'
import { useQuery } from '@tanstack/react-query'
import { erasuresOptions } from '../../api/privacy-query.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Section } from '../../ui/Section.tsx'

/** Whose personal data was erased: when, why and by whom, and how much of it there was. */
export function ErasureSection() {
  const erasures = useQuery(erasuresOptions).data
  if (erasures === undefined) return null
  return (
    <Section title="Erased" note={sayCounted(erasures.length, 'lead')}>
      {erasures.length === 0 ? (
        <p className="text-body text-soft">
          Nobody was erased yet. It is done on the page of a lead, under “Who this is”.
        </p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {erasures.map(({ id, lead, reason, by, at, rewritten }) => {
            const tables = Object.entries(rewritten).filter(([, rows]) => rows > 0)
            const rows = tables.reduce((sum, [, count]) => sum + count, 0)
            return (
              <li key={id} className="py-1">
                <Disclosure
                  summary={
                    <>
                      <span className="font-medium">{sayMoment(Date.parse(at))}</span>
                      <span className="text-soft">
                        {by !== null && ` by ${by}`}
                        {reason !== '' && `: “${reason}”`}
                      </span>
                      <span className="text-faint"> {sayCounted(rows, 'row')}</span>
                    </>
                  }
                >
                  <p className="text-small text-faint">
                    Lead <code className="font-mono">{lead}</code>
                    {tables.length > 0 && ': '}
                    {tables.map(([table, count]) => `${table} ${count}`).join(', ')}
                  </p>
                </Disclosure>
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}
