import type { SendingOverview } from '@baton/protocol'
import { sayCount, sayCounted } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { useMay } from '../../api/may.ts'
import { Section } from '../../ui/Section.tsx'

/** Addresses that nothing is sent to, by why. */
export function SuppressedPart({ suppressed }: { readonly suppressed: SendingOverview['suppressed'] }) {
  const mayChange = useMay('addSuppression')
  const total = suppressed.reduce((sum, { count }) => sum + count, 0)
  return (
    <Section title="Nothing is sent to" note={sayCounted(total, 'address', 'addresses')}>
      {suppressed.length > 0 && (
        <dl className="divide-y divide-line border-y border-line">
          {suppressed.map(({ reason, count }) => (
            <div key={reason} className="flex gap-3 py-1.5">
              <dt className="min-w-0 flex-1 break-words text-soft">{reason}</dt>
              <dd className="figures font-medium">{sayCount(count)}</dd>
            </div>
          ))}
        </dl>
      )}
      {mayChange && (
        <Link to="/privacy" className="mt-2 inline-flex min-h-6 items-center text-small text-soft underline">
          Add or allow an address under Privacy
        </Link>
      )}
    </Section>
  )
}
