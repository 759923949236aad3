import { sayId, sayScore, sayStage } from '@baton/words'
import type { ExampleResult } from '@baton/engine'
import { Check, X } from 'lucide-react'
import type { AgreementModel } from '../../api/agreement-model.ts'
import { GradeMark, StageMark } from '../leads/index.ts'

/** The agreement's own examples, run here and now by the engine. */
export function GoldenLeads({ model }: { readonly model: AgreementModel }) {
  return (
    <section id="golden-leads" className="scroll-mt-12 border-b border-line py-5">
      <h2 className="text-lead font-semibold tracking-[-0.01em]">Golden leads</h2>
      <p className="mb-3 text-small text-faint">
        Examples that both teams agreed on, judged in this browser just now.
      </p>
      {model.examples.length === 0 ? (
        <p className="text-soft">
          The agreement has none yet. Add a few under <code className="font-mono text-small">examples</code>:
          a clear yes, a clear no, and the cases that you argued about.
        </p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {model.examples.map((example) => (
            <ExampleRow key={example.name} example={example} names={model.agreement?.names ?? {}} />
          ))}
        </ul>
      )}
    </section>
  )
}

function ExampleRow({
  example,
  names,
}: {
  readonly example: ExampleResult
  readonly names: NonNullable<AgreementModel['agreement']>['names']
}) {
  const { observed, expected } = example
  const wanted = [
    ...(expected.stage === undefined ? [] : [sayStage(expected.stage, names)]),
    ...(expected.tier === undefined ? [] : [`tier ${sayId(expected.tier)}`]),
    ...(expected.grade === undefined ? [] : [`grade ${expected.grade}`]),
    ...(expected.score?.from === undefined ? [] : [`score from ${expected.score.from}`]),
    ...(expected.score?.to === undefined ? [] : [`score to ${expected.score.to}`]),
  ]
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] items-start gap-x-3 py-2.5 sm:grid-cols-[1rem_minmax(0,1fr)_auto]">
      {example.passed ? (
        <span className="mt-0.5 inline-flex size-4 shrink-0 items-center justify-center rounded-full bg-won-wash text-won-text">
          <Check size={11} strokeWidth={3} aria-hidden="true" />
          <span className="sr-only">As agreed: </span>
        </span>
      ) : (
        <span className="mt-0.5 inline-flex size-4 shrink-0 items-center justify-center rounded-full bg-accent-wash text-accent-text">
          <X size={11} strokeWidth={3} aria-hidden="true" />
          <span className="sr-only">Not as agreed: </span>
        </span>
      )}
      <div className="min-w-0">
        <p className="font-medium">{example.name}</p>
        <p className="text-small text-faint">Agreed: {wanted.join(', ')}</p>
      </div>
      <p className="col-start-2 flex items-center gap-3 text-soft sm:col-start-3">
        <span className="flex items-center gap-2">
          <StageMark stage={observed.stage} />
          {sayStage(observed.stage, names)}
        </span>
        <span className="figures w-7 text-right">{sayScore(observed.score)}</span>
        <GradeMark grade={observed.grade} />
      </p>
    </li>
  )
}
