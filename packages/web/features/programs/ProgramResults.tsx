import type { ProgramResults as Results } from '@baton/protocol'
import { useProgramResults } from '../../api/programs-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { FollowedTable } from './FollowedTable.tsx'
import { LeadCount, LeadsOpener } from './open-leads.tsx'
import { WHY_LEFT } from './say-step.ts'

/** What came of a program that runs or ran. */
export function ProgramResults({ id }: { readonly id: string }) {
  const results = useProgramResults(id, true)
  if (results.isError)
    return <ReadFailed what="The results" error={results.error} onRetry={() => void results.refetch()} />
  if (!results.data) return <Skeleton className="h-40 w-full" />
  return (
    <LeadsOpener of="program" id={id}>
      <Passes results={results.data} />
      <Mails results={results.data} />
      <Followed results={results.data} />
      {results.data.splits.map((split) => (
        <Split key={split.step} split={split} />
      ))}
    </LeadsOpener>
  )
}

function Passes({ results }: { readonly results: Results }) {
  const rows = [
    { label: 'Entered', count: results.entered, cell: 'entered' },
    { label: 'Held out', count: results.heldOut, cell: 'held-out' },
    { label: 'In it now', count: results.inIt, cell: 'in' },
    { label: 'Paused: sales has them', count: results.paused, cell: 'paused' },
    ...results.left.map(({ why, count }) => ({ label: WHY_LEFT[why], count, cell: `left:${why}` })),
  ]
  return (
    <Section title="Who came and went">
      <dl className="text-body">
        {rows.map(({ label, count, cell }) => (
          <div
            key={cell}
            className="flex items-baseline justify-between border-t border-line py-0.5 first:border-t-0"
          >
            <dt className="text-soft">{label}</dt>
            <dd>
              <LeadCount count={count} cell={cell} title={label} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

function Mails({ results }: { readonly results: Results }) {
  const mails = results.steps.flatMap(({ step, mail, passedOver }) =>
    mail ? [{ step, mail, passedOver }] : [],
  )
  if (mails.length === 0) return null
  const head = ['Mail', 'Sent', 'Delivered', 'Clicked', 'Replied', 'Unsubscribed', 'Passed over']
  return (
    <Section title="Mails" note="Clicks are those of people; machines are left out.">
      <div className="scroller overflow-x-auto">
        <table className="w-full text-body">
          <thead className="text-small text-faint">
            <tr>
              {head.map((name, index) => (
                <th
                  key={name}
                  scope="col"
                  className={`font-medium ${index === 0 ? 'pr-1 text-left' : 'px-1 text-right'}`}
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="figures">
            {mails.map(({ step, mail, passedOver }) => (
              <tr key={step} className="border-t border-line">
                <th scope="row" className="py-1 text-left font-normal">
                  {step}
                </th>
                <td className="px-1 text-right">
                  <LeadCount count={mail.sent} cell={`mailed:${step}`} title={`mailed at ${step}`} />
                  {mail.queued > 0 && (
                    <span className="block text-tiny whitespace-nowrap text-faint">
                      {mail.queued} waiting
                    </span>
                  )}
                </td>
                {[mail.delivered, mail.humanClicks, mail.replies, mail.unsubscribed].map((count, index) => (
                  <td key={index} className="px-1 text-right">
                    {count}
                  </td>
                ))}
                <td className="px-1 text-right">
                  <LeadCount count={passedOver} cell={`over:${step}`} title={`passed over at ${step}`} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

function Followed({ results }: { readonly results: Results }) {
  return (
    <Section
      title="What followed"
      note="Against those held out, who went through everything and were sent nothing."
    >
      <FollowedTable followed={results.followed} shown={withLeads} />
    </Section>
  )
}

function withLeads(count: number, stage: string, heldOut: boolean) {
  return (
    <LeadCount
      count={count}
      cell={`${heldOut ? 'reached-held-out' : 'reached'}:${stage}`}
      title={heldOut ? `held out and reached ${stage}` : `reached ${stage}`}
    />
  )
}

function Split({ split }: { readonly split: Results['splits'][number] }) {
  return (
    <Section
      title={`Split test ${split.step}`}
      note={split.by === 'goal' ? 'By goals met' : 'By clicks on the first mail'}
    >
      <dl className="text-body">
        {split.arms.map(({ arm, passes, successes }) => (
          <div
            key={arm}
            className="flex items-baseline justify-between border-t border-line py-0.5 first:border-t-0"
          >
            <dt>{arm}</dt>
            <dd className="figures">
              {successes} of{' '}
              <LeadCount count={passes} cell={`arm:${split.step}:${arm}`} title={`of arm ${arm}`} />
            </dd>
          </div>
        ))}
      </dl>
      {split.comparisons.map((comparison) => (
        <p key={comparison.against} className="mt-2 text-small text-soft">
          {sayComparison(comparison)}
        </p>
      ))}
    </Section>
  )
}

function sayComparison({
  of,
  against,
  tooFew,
  mayStop,
  better,
  p,
}: Results['splits'][number]['comparisons'][number]): string {
  if (tooFew) return `${of} against ${against}: too few to say.`
  const chance = `p ${p < 0.001 ? 'below 0.001' : p.toFixed(3)}, right at every look`
  if (mayStop && better !== null) return `${better} does better; it can be told by now (${chance}).`
  return `${of} against ${against}: not told apart yet (${chance}).`
}
