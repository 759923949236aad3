import type { Counted, Spread } from '@baton/engine/reports'
import { sayCount, sayMoney } from '@baton/words'
import type { ReactNode } from 'react'
import { Definition } from '../../ui/Definition.tsx'
import { Section } from '../../ui/Section.tsx'
import { sayTimeTaken, TOO_FEW } from './chart-words.ts'
import type { DealsData } from './report-body.ts'
import { OpenCount } from './OpenCount.tsx'
import { ReportTable } from './ReportTable.tsx'

interface Row {
  readonly key: string
  readonly name: string
  readonly about: string
  readonly n: ReactNode
  readonly spread: Spread | null
  readonly before: Spread | null | undefined
  readonly say: (value: number) => string
}

/** How large won deals are, and how long they took: where a quarter, half and three quarters lie. */
export function DealsSpread({ data: { answer, before } }: { readonly data: DealsData }) {
  const rows = rowsOf(answer, before)
  return (
    <Section title="Size and time of won deals">
      <ReportTable
        caption="Size and time of won deals"
        head={[
          '',
          'Deals',
          'A quarter below',
          'Half below',
          'Three quarters below',
          <Definition key="mean" term="Mean">
            The sum divided by how many. One very large deal moves it a lot.
          </Definition>,
          ...(before ? ['Half below, before'] : []),
        ]}
        rows={rows.map((row) => ({
          key: row.key,
          cells: [
            <Definition key="name" term={row.name}>
              {row.about}
            </Definition>,
            row.n,
            ...quartersOf(row),
            ...(before ? [medianOf(row.before, row.say)] : []),
          ],
        }))}
      />
      <p className="mt-2 max-w-prose text-small text-faint">
        Of deals won in the period. Quick deals are over-represented in young data: the slow ones are not won
        yet.
      </p>
    </Section>
  )
}

function rowsOf(answer: DealsData['answer'], before: DealsData['before']): readonly Row[] {
  const money = (amount: number) => sayMoney(amount, answer.currency)
  const counted = (of: Counted, name: string) => <OpenCount counted={of} of={name} />
  return [
    {
      key: 'size',
      name: `Deal size, ${answer.currency}`,
      about: 'What sales said the deal is worth, where it did and it can be converted.',
      n: sayCount(answer.size?.n ?? 0),
      spread: answer.size,
      before: before?.size,
      say: money,
    },
    {
      key: 'contact',
      name: 'From contact to win',
      about: 'From when the person could first be contacted until the win.',
      n: counted(answer.contactToWon.counted, 'From contact to win'),
      spread: answer.contactToWon.days,
      before: before?.contactToWon.days,
      say: sayTimeTaken,
    },
    {
      key: 'promoted',
      name: 'From promotion to win',
      about:
        'From the promotion that the deal began with until the win. Deals that sales took up by itself are not in it.',
      n: counted(answer.promotedToWon.counted, 'From promotion to win'),
      spread: answer.promotedToWon.days,
      before: before?.promotedToWon.days,
      say: sayTimeTaken,
    },
  ]
}

function quartersOf({ spread, say }: Row): readonly ReactNode[] {
  if (spread === null) return ['–', '–', '–', '–']
  if (spread.tooFew) return ['', <span key="few" className="text-faint">{TOO_FEW}</span>, '', ''] // prettier-ignore
  return [spread.quarter, spread.median, spread.threeQuarters, spread.mean].map(say)
}

function medianOf(spread: Spread | null | undefined, say: (value: number) => string): string {
  return !spread ? '–' : spread.tooFew ? TOO_FEW : say(spread.median)
}
