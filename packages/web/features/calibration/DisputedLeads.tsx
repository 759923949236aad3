import type { Calibration, CalibrationResult } from '@baton/protocol'
import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode, useState } from 'react'
import { useReach } from '../../api/may.ts'
import { Definition } from '../../ui/Definition.tsx'
import { Section } from '../../ui/Section.tsx'
import { OutcomeMark } from '../studio/index.ts'
import { BlindFacts } from './BlindCard.tsx'

type Disputed = CalibrationResult['disputed'][number]

/** The leads that only one side would call; each opens to the card that both saw. */
export function DisputedLeads({
  round,
  result,
}: {
  readonly round: Calibration
  readonly result: CalibrationResult
}) {
  const [opened, setOpened] = useState<number | null>(null)
  const { disputed, leads } = result
  if (disputed.length === 0) return null
  return (
    <Section
      title="Disputed leads"
      note={`${disputed.length} of ${round.leads}; a number opens the card that both saw`}
    >
      <table className="figures w-full">
        <caption className="sr-only">Disputed leads, who wanted them, and what became of them</caption>
        <thead>
          <tr className="text-small text-faint">
            <Head>
              <span className="sr-only">Card</span>
            </Head>
            <Head>Lead</Head>
            <Head>Wanted by</Head>
            <Head>
              <Definition term="Agreement">Whether the agreement had passed it on by then.</Definition>
            </Head>
            <Head>Became</Head>
          </tr>
        </thead>
        <tbody>
          {disputed.map((one) => {
            const isOpen = opened === one.position
            return (
              <Fragment key={one.position}>
                <Row
                  one={one}
                  name={leads[one.lead]}
                  open={isOpen}
                  onOpen={() => setOpened(isOpen ? null : one.position)}
                />
                {isOpen && (
                  <tr>
                    <td colSpan={5} className="pt-1 pb-4 sm:pl-10">
                      <BlindFacts {...round.cards[one.position]!} />
                    </td>
                  </tr>
                )}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </Section>
  )
}

function Head({ children }: { readonly children: ReactNode }) {
  return (
    <th scope="col" className="py-1 pr-3 text-left font-medium last:pr-0">
      {children}
    </th>
  )
}

function Row({
  one,
  name,
  open,
  onOpen,
}: {
  readonly one: Disputed
  readonly name: CalibrationResult['leads'][string] | undefined
  readonly open: boolean
  readonly onOpen: () => void
}) {
  return (
    <tr className="border-t border-line align-baseline hover:bg-hover">
      <td className="py-1 pr-2">
        <button
          type="button"
          aria-expanded={open}
          aria-label={`Card ${one.position + 1}`}
          onClick={onOpen}
          className="h-6 min-w-7 rounded-sm text-left text-faint underline decoration-line-strong decoration-dotted underline-offset-[3px] hover:text-ink"
        >
          {one.position + 1}
        </button>
      </td>
      <th scope="row" className="py-1 pr-3 text-left font-normal">
        <LeadName lead={one.lead} name={name} />
      </th>
      <td className="py-1 pr-3">{one.marketing ? 'marketing' : 'sales'}</td>
      <td className={`py-1 pr-3 ${one.agreement ? '' : 'text-faint'}`}>
        {one.agreement ? 'passed on' : 'kept'}
      </td>
      <td className="py-1">
        <OutcomeMark outcome={one.outcome} />
      </td>
    </tr>
  )
}

/** A link where I may open it: names are given for leads in reach only. */
function LeadName({
  lead,
  name,
}: {
  readonly lead: string
  readonly name: CalibrationResult['leads'][string] | undefined
}) {
  const reach = useReach('lead')
  const { name: person = null, company = null } = name ?? {}
  const said = (
    <>
      <span className="font-medium">{person ?? 'Somebody'}</span>
      {company !== null && <span className="text-faint">, {company}</span>}
    </>
  )
  if (reach !== 'all' && person === null) return said
  return (
    <Link
      to="/leads/$leadId"
      params={{ leadId: lead }}
      className="rounded-sm underline decoration-line-strong underline-offset-2 hover:decoration-accent"
    >
      {said}
    </Link>
  )
}
