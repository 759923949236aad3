import type { Calibration, CalibrationResult } from '@baton/protocol'
import { sayCount, sayPercent, sayProportion } from '@baton/words'
import type { ReactNode } from 'react'
import { Definition } from '../../ui/Definition.tsx'
import { IntervalPlot } from '../../ui/IntervalPlot.tsx'
import { Section } from '../../ui/Section.tsx'
import { DisputedClauses } from './DisputedClauses.tsx'
import { DisputedLeads } from './DisputedLeads.tsx'
import { KappaScale } from './KappaScale.tsx'
import { sayAgreementBeyondChance, sayKappa } from './say-kappa.ts'
import { SettlingEdit } from './SettlingEdit.tsx'

/** What a round showed: how far both sides mean the same, where not, over what, and what would settle it. */
export function RoundResult({
  round,
  result,
}: {
  readonly round: Calibration
  readonly result: CalibrationResult
}) {
  return (
    <div className="scroller min-h-0 flex-1 overflow-y-auto px-4 pb-16 md:px-6">
      <div className="max-w-4xl">
        <HowFar result={result} />
        <SettlingEdit round={round} result={result} />
        <DisputedLeads round={round} result={result} />
        <DisputedClauses result={result} version={round.agreementVersion} />
      </div>
    </div>
  )
}

function HowFar({ result }: { readonly result: CalibrationResult }) {
  const { kappa, withAgreement, disputed } = result
  const { n, observed, expected } = kappa
  const alone = (side: 'marketing' | 'sales') => disputed.filter((one) => one[side]).length
  return (
    <Section title="How far you mean the same">
      {!kappa.tooFew && kappa.kappa !== null && (
        <>
          <p className="figures mb-3 flex flex-wrap items-baseline gap-x-3">
            <span className="text-figure font-semibold tracking-[-0.03em]">{sayKappa(kappa.kappa)}</span>
            <span className="text-small text-faint">
              <Definition term="Cohen’s κ">
                How much of the way from chance to always the same answer you came. 1: always the same; 0: as
                often as two would who only keep to how often they say yes; below: less often.
              </Definition>
              , {sayKappa(kappa.low)} to {sayKappa(kappa.high)} at 95 %
            </span>
          </p>
          <KappaScale kappa={kappa.kappa} low={kappa.low} high={kappa.high} />
        </>
      )}
      <p className="mt-3 max-w-prose">{sayAgreementBeyondChance(kappa)}</p>
      <dl className="mt-4">
        <Row label="Same answer">
          <span className="figures">
            {sayCount(n - disputed.length)} of {sayCount(n)} leads
            {!kappa.tooFew && ` (${sayPercent(observed)}, by chance ${sayPercent(expected)})`}
          </span>
          <span className="figures block text-small text-faint">
            only marketing wanted {alone('marketing')}, only sales {alone('sales')}
          </span>
        </Row>
        {(['marketing', 'sales'] as const).map((side) => (
          <Row
            key={side}
            label={`${side === 'marketing' ? 'Marketing' : 'Sales'} says what the agreement says`}
            plot={withAgreement[side]}
          >
            <span className="figures">{sayProportion(withAgreement[side])}</span>
          </Row>
        ))}
      </dl>
    </Section>
  )
}

function Row({
  label,
  plot,
  children,
}: {
  readonly label: string
  readonly plot?: CalibrationResult['withAgreement']['marketing']
  readonly children: ReactNode
}) {
  return (
    <div className="grid items-center gap-x-6 border-t border-line py-2 sm:grid-cols-[16rem_minmax(0,1fr)_14rem]">
      <dt className="text-soft">{label}</dt>
      <dd className={plot === undefined || plot.tooFew ? 'sm:col-span-2' : 'sm:order-last sm:text-right'}>
        {children}
      </dd>
      {plot !== undefined && !plot.tooFew && (
        <dd aria-hidden="true" className="max-sm:mt-1">
          <IntervalPlot rate={plot.rate} low={plot.low} high={plot.high} top={1} />
        </dd>
      )}
    </div>
  )
}
