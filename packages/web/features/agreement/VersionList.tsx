import { sayDate } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { useAgreementVersions } from '../../api/agreement-query.ts'

/** Every version, newest first; none is ever changed. */
export function VersionList({ version }: { readonly version: number }) {
  const { data } = useAgreementVersions()
  const versions = (data?.data ?? []).toSorted((a, b) => b.version - a.version)
  return (
    <section id="versions" className="scroll-mt-12 py-5">
      <h2 className="text-lead font-semibold tracking-[-0.01em]">Versions</h2>
      <p className="mb-3 text-small text-faint">Every decision names the version it was made under.</p>
      <ul className="divide-y divide-line border-y border-line">
        {versions.map((one) => (
          <li key={one.version}>
            <Link
              to="/agreement"
              search={{ version: one.version }}
              aria-current={one.version === version ? 'true' : undefined}
              className="grid grid-cols-[2.5rem_1fr_auto] items-baseline gap-3 py-2 hover:bg-hover"
            >
              <span className={`figures font-semibold ${one.version === version ? 'text-accent-text' : ''}`}>
                v{one.version}
              </span>
              <span className="min-w-0 truncate">
                {one.name}
                {one.note !== null && <span className="text-faint"> {one.note}</span>}
              </span>
              <span className="figures text-small text-faint">
                {one.inForceFrom === null ? 'proposed ' : ''}
                {sayDate(Date.parse(one.inForceFrom ?? one.proposedAt))}{' '}
                <code className="pl-2 font-mono">{one.hash.slice(0, 8)}</code>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
