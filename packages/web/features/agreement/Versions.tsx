import { useAgreementVersions } from '../../api/agreement-query.ts'
import { VersionTable } from './VersionTable.tsx'

/** Every version, below the one that is read. */
export function Versions({ version }: { readonly version: number }) {
  const { data } = useAgreementVersions()
  return (
    <section id="versions" className="scroll-mt-12 py-5">
      <h2 className="text-lead font-semibold tracking-[-0.01em]">Versions</h2>
      <p className="mb-3 text-small text-faint">Every decision names the version it was made under.</p>
      {data !== undefined && <VersionTable versions={data.data} current={version} />}
    </section>
  )
}
