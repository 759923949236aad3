import type { ReportOf } from '@baton/protocol'
import {
  sayAdvice,
  sayChangeOfAdvice,
  sayCount,
  sayCounted,
  sayPercent,
  sayReasonOfAdvice,
  sayStep,
} from '@baton/words'
import { useState } from 'react'
import { useReport } from '../../api/reports-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Definition } from '../../ui/Definition.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { useNamesOfStages } from '../leads/index.ts'
import { sayAbout } from './focus-amounts.ts'
import { FocusGains, type GainUnit, type Reading } from './FocusGains.tsx'
import { FocusSteps } from './FocusSteps.tsx'
import { Asked } from './Asked.tsx'
import { CellOpener } from './open-cell.tsx'
import { OpenCount } from './OpenCount.tsx'
import type { ReportBodyProps } from './report-body.ts'
import { ReportSkeleton } from './ReportSkeleton.tsx'

type FocusData = ReportOf<'focus'>

/** Where a tenth would bring the most: the advice first, then what it rests on. */
export function FocusReport({ search }: ReportBodyProps) {
  const report = useReport('focus', search)
  return (
    <CellOpener report="focus" search={search}>
      {report.isError && report.data === undefined ? (
        <ReadFailed what="The advice" error={report.error} onRetry={() => void report.refetch()} />
      ) : report.data === undefined ? (
        <ReportSkeleton />
      ) : (
        <Told data={report.data} />
      )}
    </CellOpener>
  )
}

function Told({ data }: { readonly data: FocusData }) {
  const { answer, before } = data
  const [chosen, setChosen] = useState<GainUnit | null>(null)
  const unit = answer.deal === null ? 'customers' : (chosen ?? answer.advice.unit)
  const gains = (reading: Reading) => (
    <FocusGains focus={answer} before={before} unit={unit} reading={reading} />
  )
  return (
    <>
      <AdviceWords data={answer} />
      <Section title="What a tenth of those lost would bring">
        {answer.deal !== null && (
          <div className="mb-3 flex print:hidden">
            <Asked label="Counted in">
              <Select
                aria-label="Counted in"
                value={unit}
                options={[
                  { value: 'revenue', label: `revenue, ${answer.currency}` },
                  { value: 'customers', label: 'customers' },
                ]}
                onChange={setChosen}
              />
            </Asked>
          </div>
        )}
        {gains('ofLost')}
      </Section>
      <Section title="Step by step" note="people who came in the period, each where they came furthest">
        <FocusSteps steps={answer.steps} />
      </Section>
      <Section title="What this takes for granted">
        <Assumptions data={answer} />
        <div className="mt-4 max-w-4xl">
          <Disclosure summary="Another reading: the conversion of a step rises by a tenth of itself">
            <p className="max-w-prose pb-3 text-body text-soft">
              In a chain of shares a tenth more of any of them is a tenth more of the whole, so this reading
              gives nearly the same at every step: it says what a tenth is worth, and cannot say where. Where
              the steps differ it is by those who are still under way, and where a conversion is too near to
              all to rise by a tenth.
            </p>
            {gains('ofRate')}
          </Disclosure>
        </div>
      </Section>
    </>
  )
}

/** The advice, large; below it why, how sure, and what would change it. */
function AdviceWords({ data }: { readonly data: FocusData['answer'] }) {
  const { advice, rounds, currency } = data
  const names = useNamesOfStages()
  const change = sayChangeOfAdvice(advice, names)
  return (
    <section className="pt-2 pb-6">
      <p className="max-w-[22ch] text-figure font-semibold tracking-[-0.03em] text-balance max-sm:text-[1.75rem] max-sm:leading-8">
        {sayAdvice(advice)}
      </p>
      <p className="mt-3 max-w-prose text-lead text-soft">
        {sayReasonOfAdvice(advice, (amount) => sayAbout(amount, currency), names)}
      </p>
      {advice.step !== null && (
        <dl className="mt-4 grid max-w-3xl gap-x-8 gap-y-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
          <dt className="text-small text-faint sm:pt-0.5">
            <Definition term="How sure that is">
              Of {sayCount(rounds)} samples as large as these people, drawn from them again and again: the
              share in which this step has the most to win. An advice is given from 80 % on, and from twenty
              customers and twenty decided at the step.
            </Definition>
          </dt>
          <dd className="text-body">
            <span className="figures font-medium">{sayPercent(advice.certainty)}</span> for{' '}
            {sayStep(advice.step, names)}
            {advice.certainty < 0.8 && ', and 80 % are asked for'}
          </dd>
          {change !== null && (
            <>
              <dt className="text-small text-faint sm:pt-0.5">What would change it</dt>
              <dd className="text-body">{change}</dd>
            </>
          )}
        </dl>
      )}
    </section>
  )
}

function Assumptions({ data }: { readonly data: FocusData['answer'] }) {
  const { customers, deal, withoutAmount, unconverted, currency } = data
  return (
    <ul className="max-w-prose list-disc space-y-1.5 pl-4 text-body text-soft">
      <li>
        A tenth of those lost at a step is taken to be worth what those who went on were worth on average.
        They were lost for reasons, so this is what there is to win, and no forecast.
      </li>
      <li>
        It favours the step at which the most are lost. What it costs to win them back it does not know.
      </li>
      <li>Whoever is open is not lost: they are in no conversion, and may still go on.</li>
      {deal === null ? (
        <li>
          No amount of any deal is known
          {customers > 0 && `, though ${sayCounted(customers, 'person', 'people')} became customers`}: all is
          counted in customers.
        </li>
      ) : (
        <li>
          A customer is worth {sayAbout(deal.value, currency)}, the mean of what{' '}
          {customers - withoutAmount.count} of them brought (their true mean lies between{' '}
          {sayAbout(deal.low, currency)} and {sayAbout(deal.high, currency)}); renewals are not in it.
        </li>
      )}
      {withoutAmount.count > 0 && (
        <li>
          Of <OpenCount counted={withoutAmount} of="customers without an amount" />{' '}
          {withoutAmount.count === 1 ? 'customer' : 'customers'} no amount in {currency} is known; they count
          as the others do on average.
        </li>
      )}
      {unconverted.count > 0 && (
        <li>
          {unconverted.by
            .map(({ currency: other, count }) => `${sayCounted(count, 'deal')} in ${other}`)
            .join(', ')}{' '}
          could not be converted: no rate is set.
        </li>
      )}
    </ul>
  )
}
