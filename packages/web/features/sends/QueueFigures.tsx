import type { SendingOverview } from '@baton/protocol'
import { sayCount } from '@baton/words'
import { useTickingNow } from '../../app/use-ticking-now.ts'
import { Section } from '../../ui/Section.tsx'
import { sayNext } from './send-words.ts'

type State = keyof SendingOverview['counts']

const FIGURES: readonly (readonly [state: State, label: string])[] = [
  ['queued', 'waiting'],
  ['sending', 'being sent'],
  ['sent', 'sent'],
  ['unknown', 'unknown'],
  ['failed', 'failed'],
  ['parked', 'put aside'],
  ['suppressed', 'suppressed'],
  ['cancelled', 'cancelled'],
]

/** Sends by what became of them. */
export function QueueFigures({
  overview: { counts, nextAt, isSet },
}: {
  readonly overview: SendingOverview
}) {
  const now = useTickingNow(nextAt === null ? null : Date.parse(nextAt))
  return (
    <Section
      title="On its way"
      note={`${isSet ? sayNext(nextAt, now) : 'Nothing leaves without a mail server'}; what is over is of the last 30 days`}
    >
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
        {FIGURES.map(([state, label]) => (
          <div key={state} className="flex flex-col-reverse">
            <dt className="text-small text-faint">{label}</dt>
            <dd className={`figures text-title font-semibold ${counts[state] === 0 ? 'text-faint' : ''}`}>
              {sayCount(counts[state])}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
