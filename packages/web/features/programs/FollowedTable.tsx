import type { MailResults } from '@baton/protocol'
import { sayPercent } from '@baton/words'
import type { ReactNode } from 'react'
import { useStageNames } from '../leads/index.ts'

/** Stages that were reached by those who were written to, beside those who were held out, with the difference and how sure it is. */
export function FollowedTable({
  followed,
  shown,
}: {
  readonly followed: MailResults['followed']
  /** How a number is shown, such as with the leads behind it. */
  readonly shown: (count: number, stage: string, heldOut: boolean) => ReactNode
}) {
  const name = useStageNames()
  return (
    <table className="w-full text-body">
      <thead className="text-small text-faint">
        <tr>
          {['Reached', 'Mailed', 'Held out', 'Difference'].map((head, index) => (
            <th key={head} scope="col" className={`font-medium ${index === 0 ? 'text-left' : 'text-right'}`}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="figures">
        {followed.map(({ stage, shares }) => (
          <tr key={stage} className="border-t border-line">
            <th scope="row" className="py-1 text-left font-normal">
              {name(stage as Parameters<typeof name>[0])}
            </th>
            <td className="text-right">
              {shown(shares.of.successes, stage, false)}
              <span className="text-faint"> of {shares.of.n}</span>
            </td>
            <td className="text-right">
              {shown(shares.against.successes, stage, true)}
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
  )
}

function signed(share: number): string {
  return `${share < 0 ? '−' : '+'}${sayPercent(Math.abs(share))}`
}
