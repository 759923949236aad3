import { sayClock, sayDate } from '@baton/words'
import type { ReportOf } from '@baton/protocol'
import { useStatus } from '../../api/status-query.ts'
import { Button } from '../../ui/Button.tsx'
import { sayDays } from './say-period.ts'

const DAY_MS = 86_400_000
const SHOWN_DAYS = 90

/** Which days an answer is of, by whose clock, and as of when; where its days lie behind everything that happened, a way back. */
export function AsOf({
  answer: { period, compared, zone, asOf },
  onAsk,
}: {
  readonly answer: Pick<ReportOf<'volume'>, 'period' | 'compared' | 'zone' | 'asOf'>
  readonly onAsk: (next: Readonly<Record<string, string | undefined>>) => void
}) {
  const at = Date.parse(asOf)
  return (
    <>
      <p className="figures text-small text-faint">
        {sayDays(period)}
        {compared && `, compared with ${sayDays(compared)}`}, by the clock of {zone}. Data as of {sayDate(at)}
        , {sayClock(at)} UTC.
      </p>
      <Ended from={period.from} onAsk={onAsk} />
    </>
  )
}

function Ended({
  from,
  onAsk,
}: {
  readonly from: string
  readonly onAsk: (next: Readonly<Record<string, string | undefined>>) => void
}) {
  const latest = useStatus().data?.latestEventAt
  if (!latest || latest.slice(0, 10) >= from) return null
  const to = Date.parse(latest)
  const show = () =>
    onAsk({ from: new Date(to - SHOWN_DAYS * DAY_MS).toISOString().slice(0, 10), to: latest.slice(0, 10) })
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-2 text-body text-soft print:hidden">
      Nothing happened in these days: the latest event is of {sayDate(to)}.
      <Button look="plain" className="-ml-2" onClick={show}>
        Show the {SHOWN_DAYS} days until then
      </Button>
    </p>
  )
}
