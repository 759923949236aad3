import type { ProgramResults as Results } from '@baton/protocol'
import { sayPercent } from '@baton/words'
import { useProgramResults } from '../../api/programs-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { LeadCount, LeadsOpener } from './open-leads.tsx'
import { useStageNames } from '../leads/index.ts'
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
                  className={`px-1 font-medium ${index === 0 ? 'text-left' : 'text-right'}`}
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
  const name = useStageNames()
  return (
    <Section
      title="What followed"
      note="Against those held out, who went through everything and were sent nothing."
    >
      <table className="w-full text-body">
        <thead className="text-small text-faint">
          <tr>
            {['Reached', 'Mailed', 'Held out', 'Difference'].map((head, index) => (
              <th
                key={head}
                scope="col"
                className={`font-medium ${index === 0 ? 'text-left' : 'text-right'}`}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="figures">
          {results.followed.map(({ stage, shares }) => (
            <tr key={stage} className="border-t border-line">
              <th scope="row" className="py-1 text-left font-normal">
                {name(stage as Parameters<typeof name>[0])}
              </th>
              <td className="text-right">
                <LeadCount count={shares.of.successes} cell={`reached:${stage}`} title={`reached ${stage}`} />
                <span className="text-faint"> of {shares.of.n}</span>
              </td>
              <td className="text-right">
                <LeadCount
                  count={shares.against.successes}
                  cell={`reached-held-out:${stage}`}
                  title={`held out and reached ${stage}`}
                />
                <span className="text-faint"> of {shares.against.n}</span>
              </td>
              <td className="text-right">
                {shares.tooFew ? (
                  <span className="text-small text-faint">too few to say</span>
                ) : (
                  <>
                    {signed(shares.difference)}
                    <span className="block text-tiny text-faint">
                      {signed(shares.low)} to {signed(shares.high)}
                    </span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function signed(share: number): string {
  return `${share < 0 ? '−' : '+'}${sayPercent(Math.abs(share))}`
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
