import type { BlindLead } from '@baton/protocol'
import { sayCounted, sayFieldTitle, sayId, sayKindOfLead, sayTimes, sayValue } from '@baton/words'

/** What is known of a lead without whom it is: facts, and what they did, the most recent first. */
export function BlindCard({ card }: { readonly card: BlindLead }) {
  const { lead, company, did } = card
  const kind = sayKindOfLead({ lead, company }) || 'somebody we know little about'
  return (
    <article aria-labelledby="blind-lead">
      <h2 id="blind-lead" className="mb-4 text-title font-semibold tracking-[-0.02em]">
        {kind.charAt(0).toUpperCase() + kind.slice(1)}
      </h2>
      <BlindFacts lead={lead} company={company} did={did} />
    </article>
  )
}

/** The same without its first line. */
export function BlindFacts({ lead, company, did }: Pick<BlindLead, 'lead' | 'company' | 'did'>) {
  return (
    <div className="grid gap-x-12 gap-y-6 md:grid-cols-2">
      <div className="space-y-6">
        <Facts title="Person" fields={lead} order={PERSON} say={(name) => sayFieldTitle(`lead.${name}`)} />
        <Facts title="Company" fields={company} order={COMPANY} say={sayId} />
      </div>
      <Deeds did={did} />
    </div>
  )
}

const PERSON = ['title', 'seniority', 'department', 'persona', 'country', 'language', 'email_class', 'source']
const COMPANY = ['industry', 'employees', 'revenue', 'segment', 'region', 'country']

function Facts({
  title,
  fields,
  order,
  say,
}: {
  readonly title: string
  readonly fields: BlindLead['lead']
  /** Those that come first. */
  readonly order: readonly string[]
  readonly say: (name: string) => string
}) {
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  const known = Object.entries(fields).toSorted(([a], [b]) => rank(a) - rank(b))
  return (
    <section>
      <h3 className="label border-b border-line pb-1.5">{title}</h3>
      {known.length === 0 ? (
        <p className="py-1.5 text-faint">Nothing is known.</p>
      ) : (
        <dl>
          {known.map(([name, value]) => (
            <div key={name} className="flex items-baseline justify-between gap-4 border-b border-line py-1.5">
              <dt className="shrink-0 text-faint">{say(name)}</dt>
              <dd className="figures min-w-0 text-right break-words">{sayValue(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

function Deeds({ did }: Pick<BlindLead, 'did'>) {
  return (
    <section>
      <h3 className="label border-b border-line pb-1.5">What they did, the most recent first</h3>
      {did.length === 0 ? (
        <p className="py-1.5 text-faint">Nothing of their own.</p>
      ) : (
        <ol>
          {did.map(({ event, what, times, daysBefore }) => (
            <li key={`${event} ${what}`} className="flex items-baseline gap-3 border-b border-line py-1.5">
              <span className="min-w-0 flex-1">
                {event.charAt(0) + event.slice(1).toLowerCase()}
                {what !== null && <span className="text-soft">, {what.replaceAll('-', ' ')}</span>}
                {times > 1 && <span className="text-faint"> {sayTimes(times)}</span>}
              </span>
              <span className="figures shrink-0 text-small text-faint">{sayBefore(daysBefore)}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

/** Before the moment that the lead is looked at. */
function sayBefore(days: number): string {
  if (days === 0) return 'that day'
  return days < 60 ? `${sayCounted(days, 'day')} before` : `${Math.floor(days / 30.44)} months before`
}
