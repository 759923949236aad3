import type { AgreementVersion } from '@baton/protocol'
import { sayDate, sayProportion } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'

type Version = Omit<AgreementVersion, 'document' | 'catalogue'>

/** Every version, the latest first: who signed it, what it was measured to do, and what has happened under it. */
export function VersionTable({
  versions,
  current,
}: {
  readonly versions: readonly Version[]
  /** The one that is being read. */
  readonly current?: number
}) {
  return (
    <div className="scroller overflow-x-auto">
      <table className="w-full min-w-[44rem]">
        <caption className="sr-only">Versions of the agreement</caption>
        <thead>
          <tr className="text-left text-small text-faint">
            <th scope="col" className="w-10 py-1 font-medium">
              <span className="sr-only">Version</span>
            </th>
            <th scope="col" className="py-1 font-medium">
              Why
            </th>
            <th scope="col" className="pl-4 font-medium">
              In force
            </th>
            <th scope="col" className="pl-4 font-medium">
              Signed
            </th>
            <th scope="col" className="pl-4 text-right font-medium">
              MQLs a week, predicted
            </th>
            <th scope="col" className="pl-4 text-right font-medium">
              observed
            </th>
            <th scope="col" className="pl-4 text-right font-medium">
              Accepted
            </th>
          </tr>
        </thead>
        <tbody>
          {versions
            .toSorted((a, b) => b.version - a.version)
            .map((version) => (
              <Row key={version.version} version={version} isCurrent={version.version === current} />
            ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ version, isCurrent }: { readonly version: Version; readonly isCurrent: boolean }) {
  const { signatures, observed } = version
  return (
    <tr className="relative border-t border-line align-baseline hover:bg-hover">
      <th
        scope="row"
        className={`figures py-2 text-left font-semibold ${isCurrent ? 'text-accent-text' : ''}`}
      >
        v{version.version}
      </th>
      <td className="max-w-72 py-2">
        <Link
          to="/agreement"
          search={{ version: version.version }}
          aria-current={isCurrent ? 'true' : undefined}
          className="block truncate after:absolute after:inset-0"
        >
          {version.note === null || version.note === '' ? version.name : version.note}
        </Link>
        {observed?.alarms.map((alarm) => (
          <span key={alarm.kind} className="flex items-center gap-1 text-small text-warn-text">
            <TriangleAlert size={12} aria-hidden="true" />
            {alarm.kind === 'more-but-worse'
              ? 'More MQLs, fewer accepted'
              : 'Scores bunch just over the threshold'}
          </span>
        ))}
      </td>
      <td className="figures py-2 pl-4 text-small whitespace-nowrap text-soft">{sayForce(version)}</td>
      <td className="py-2 pl-4 text-small whitespace-nowrap text-soft">
        {signatures.length === 0 ? '–' : signatures.map(({ name }) => name).join(', ')}
      </td>
      <td className="figures py-2 pl-4 text-right">{sayPredicted(version)}</td>
      <td className="figures py-2 pl-4 text-right">
        {observed === null
          ? '–'
          : observed.days < 7
            ? `${observed.mqls.count} so far`
            : observed.mqls.rate.toFixed(1)}
      </td>
      <td className="figures py-2 pl-4 text-right text-small">
        {observed === null ? '–' : sayProportion(observed.accepted).replace(/ of .*/, '')}
      </td>
    </tr>
  )
}

function sayForce({ inForceFrom, inForceUntil, inForceAt, overtaken }: Version): string {
  if (overtaken) return 'never: overtaken'
  if (inForceFrom === null)
    return inForceAt === null ? 'not signed yet' : `wanted from ${sayDate(Date.parse(inForceAt))}`
  const from = sayDate(Date.parse(inForceFrom))
  if (Date.parse(inForceFrom) > Date.now()) return `from ${from} on`
  return inForceUntil === null ? `since ${from}` : `${from} to ${sayDate(Date.parse(inForceUntil))}`
}

/** Weeks of the replay that a prediction is read from: what lies farther back is another market. */
const RECENT_WEEKS = 13

function sayPredicted({ effect }: Version): string {
  return effect === null ? '–' : predictedAWeek(effect).toFixed(1)
}

/** Promotions a week in the last whole weeks of the history that it was measured on. */
export function predictedAWeek({ candidate, history }: NonNullable<Version['effect']>): number {
  const until = history.until
  const from = until - RECENT_WEEKS * 7 * 86_400_000
  const counted = candidate.byWeek.filter(({ week }) => {
    const at = Date.parse(week)
    return at >= from && at + 7 * 86_400_000 <= until
  })
  const promotions = counted.reduce(
    (sum, { byTier }) => sum + Object.values(byTier).reduce((all, count) => all + count, 0),
    0,
  )
  const weeks = Math.max(1, Math.min(RECENT_WEEKS, Math.floor((until - history.from) / (7 * 86_400_000))) - 1)
  return promotions / weeks
}
