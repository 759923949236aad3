import type { FitReason } from '@baton/engine'
import { sayClauseName, sayCounted, sayField, sayGrades, sayPoints, sayValue, sayWhere } from '@baton/words'
import { Check, CircleHelp, Minus } from 'lucide-react'
import { Section } from '../../ui/Section.tsx'
import { GradeMark } from '../leads/index.ts'
import type { SectionProps } from './section-props.ts'

/** How person and company match the ideal customer, clause by clause. */
export function FitSection({ judgement, compiled }: SectionProps) {
  const { verdict } = judgement
  const { fit } = compiled.agreement
  return (
    <Section id="fit" title="Fit" note={sayGrades(fit.grades)}>
      {verdict.fitReasons.length === 0 ? (
        <p className="text-soft">The agreement says nothing about fit.</p>
      ) : (
        <>
          <ul className="divide-y divide-line border-y border-line">
            {verdict.fitReasons.map((reason) => (
              <FitRow key={reason.clause} reason={reason} />
            ))}
          </ul>
          <p className="flex h-9 items-center justify-between font-semibold">
            <span className="flex items-center gap-2">
              Grade <GradeMark grade={verdict.grade} />
            </span>
            <span className="figures">{sayCounted(verdict.fit, 'point')}</span>
          </p>
        </>
      )}
    </Section>
  )
}

function FitRow({ reason }: { readonly reason: FitReason }) {
  const unknown = !reason.met && reason.unknown.length > 0
  const Icon = reason.met ? Check : unknown ? CircleHelp : Minus
  const tone = reason.met ? (reason.gives > 0 ? 'text-won-text' : 'text-accent-text') : 'text-faint'
  const observed = Object.entries(reason.observed)
    .filter(([, value]) => value !== null)
    .map(([field, value]) => `${sayField(field)} ${sayValue(value)}`)
  return (
    <li className="grid min-h-9 grid-cols-[1rem_minmax(0,1fr)_auto] items-center gap-x-3 py-1.5 sm:grid-cols-[1rem_8rem_minmax(0,1fr)_auto]">
      <Icon size={13} strokeWidth={2.4} className={tone} aria-hidden="true" />
      <span className="font-medium">
        <span className="sr-only">{reason.met ? 'Met: ' : unknown ? 'Unknown: ' : 'Not met: '}</span>
        {sayClauseName(reason.clause)}
      </span>
      <span className="col-start-2 text-small text-faint sm:col-start-auto sm:text-body">
        {sayWhere(reason.where)}
        <span className="text-soft">
          {unknown
            ? `; ${reason.unknown.map(sayField).join(', ')} unknown`
            : observed.length > 0
              ? `; ${observed.join(', ')}`
              : ''}
        </span>
      </span>
      <span
        className={`figures col-start-3 row-start-1 text-right sm:col-start-auto sm:row-start-auto ${reason.met ? 'font-medium' : 'text-faint'}`}
      >
        {reason.met ? sayPoints(reason.gives) : `(${sayPoints(reason.gives)})`}
      </span>
    </li>
  )
}
