import type { Packet, Verdict } from '@baton/engine'
import type { LeadDetail } from '@baton/protocol'
import {
  sayDate,
  sayField,
  sayFieldTitle,
  sayId,
  sayMoment,
  sayPoints,
  sayProperties,
  sayStage,
  sayValue,
} from '@baton/words'
import { useState, type ReactNode } from 'react'
import { usePackets, type FrozenPacket } from '../../api/packets-query.ts'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { GradeMark, useNamesOfStages } from '../leads/index.ts'
import { comparedFacts, comparedFigures, type ComparedLine } from './packet-changes.ts'
import { ReasonList } from './ReasonList.tsx'
import type { SectionProps } from './section-props.ts'

/** What sales was given, frozen at the promotion, beside the lead as it stands; what changed since is marked. */
export function PacketSection({ detail, ...props }: SectionProps & { readonly detail: LeadDetail }) {
  const query = usePackets(detail.lead.id)
  const [chosen, setChosen] = useState<number | null>(null)
  if (query.isError) return null
  if (query.data === undefined) {
    return (
      <Section title="Packet">
        <Skeleton className="w-full" />
      </Section>
    )
  }
  const made = query.data.packets
    .filter(({ packet }) => packet.at <= props.asOf)
    .toSorted((a, b) => b.cycle - a.cycle)
  const wanted = chosen ?? props.judgement.verdict.cycle
  const frozen = made.find(({ cycle }) => cycle === wanted) ?? made[0]
  if (frozen === undefined) return null
  return (
    <Section
      title="Packet"
      note={`${frozen.cycle === props.judgement.verdict.cycle ? '' : `of cycle ${frozen.cycle}, `}as it was given ${sayMoment(frozen.packet.at)} under agreement v${frozen.agreementVersion}, beside what is known now`}
      aside={
        made.length > 1 && (
          <Select
            aria-label="Packet of which cycle"
            value={String(frozen.cycle)}
            onChange={(cycle) => setChosen(Number(cycle))}
            options={made.map(({ cycle, packet }) => ({
              value: String(cycle),
              label: `Cycle ${cycle}, ${sayDate(packet.at)}`,
            }))}
          />
        )
      }
    >
      <Compared frozen={frozen} verdict={props.judgement.verdict} facts={factsNow(props)} />
      <WhyThen {...props} packet={frozen.packet} />
      <WhatItDid packet={frozen.packet} onMoment={props.onMoment} />
    </Section>
  )
}

function factsNow({ judgement }: SectionProps) {
  const plain = (facts: typeof judgement.state.lead) =>
    Object.fromEntries(Object.entries(facts).map(([name, [value]]) => [name, value]))
  return { lead: plain(judgement.state.lead), company: plain(judgement.state.company) }
}

function Compared({
  frozen: { packet },
  verdict,
  facts,
}: {
  readonly frozen: FrozenPacket
  readonly verdict: Verdict
  readonly facts: Parameters<typeof comparedFacts>[1]
}) {
  const [all, setAll] = useState(false)
  const meters = Object.fromEntries(verdict.meters.map(({ meter, level }) => [meter, level]))
  const lines = comparedFacts(packet, facts)
  const shown = all ? lines : lines.filter(({ changed }, index) => changed || index < 8)
  const names = useNamesOfStages()
  return (
    <>
      <table className="w-full table-fixed border-collapse">
        <caption className="sr-only">The packet as it was given, beside what is known now</caption>
        <thead>
          <tr className="border-b border-line text-left text-small text-faint">
            <th scope="col" className="h-7 w-[30%] font-medium">
              <span className="sr-only">What</span>
            </th>
            <th scope="col" className="w-[35%] pr-3 font-medium">
              As given
            </th>
            <th scope="col" className="font-medium">
              Now
            </th>
          </tr>
        </thead>
        <tbody>
          <Row name="Stage" given={sayStage(packet.stage, names)} now={sayStage(verdict.stage, names)} />
          {comparedFigures(packet, { ...verdict, meters }).map((line) => (
            <Line key={line.key} line={line} />
          ))}
          {shown.map((line) => (
            <Line key={line.key} line={line} />
          ))}
        </tbody>
      </table>
      {lines.length > shown.length && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="mt-2 rounded-sm text-small text-soft underline decoration-line-strong underline-offset-2 hover:text-ink"
        >
          Show {lines.length - shown.length} more facts that did not change
        </button>
      )}
    </>
  )
}

function Line({ line }: { readonly line: ComparedLine }) {
  const name = line.key.startsWith('meter.') ? sayId(line.key.slice(6)) : sayFieldTitle(line.key)
  const say = (value: ComparedLine['now']) =>
    value === null ? null : line.key === 'grade' ? (
      <GradeMark grade={value as Verdict['grade']} />
    ) : (
      sayValue(value)
    )
  return <Row name={name} given={say(line.before)} now={say(line.now)} changed={line.changed} />
}

function Row({
  name,
  given,
  now,
  changed = given !== now,
}: {
  readonly name: string
  readonly given: ReactNode
  readonly now: ReactNode
  readonly changed?: boolean
}) {
  return (
    <tr className="border-b border-line">
      <th scope="row" className="h-8 truncate pr-3 text-left font-normal text-faint">
        {name}
      </th>
      <td className={`figures truncate pr-3 ${changed ? 'text-soft' : ''}`}>
        {given ?? <span className="text-faint">not known</span>}
      </td>
      <td className={`figures relative truncate ${changed ? 'font-medium' : 'text-faint'}`}>
        {changed && <span aria-hidden="true" className="absolute inset-y-1.5 -left-2 w-0.5 bg-data" />}
        {changed ? (
          <>
            <span className="sr-only">Changed: </span>
            {now ?? 'not known any more'}
          </>
        ) : (
          'the same'
        )}
      </td>
    </tr>
  )
}

function WhyThen({ packet, ...props }: SectionProps & { readonly packet: Packet }) {
  if (packet.reason === null) {
    return <p className="mt-4 text-soft">Sales took it up by itself: no tier had promoted it.</p>
  }
  return (
    <div className="mt-4">
      <h3 className="label mb-1">
        Why then{packet.tier === null ? '' : `: tier ${sayId(packet.tier)}`}, as it was judged
      </h3>
      <ReasonList {...props} reasons={[packet.reason]} poursByEvent={props.judgement.poursByEvent} />
    </div>
  )
}

function WhatItDid({
  packet,
  onMoment,
}: {
  readonly packet: Packet
  readonly onMoment: (moment: number) => void
}) {
  return (
    <div
      className={`mt-4 grid gap-x-8 gap-y-4 ${packet.content.length + packet.unknown.length > 0 ? 'md:grid-cols-2' : ''}`}
    >
      <div className="min-w-0">
        <h3 className="label mb-1">What mattered most</h3>
        <ol className="divide-y divide-line border-y border-line">
          {packet.events.map((event) => (
            <li key={event.id} className="flex min-h-8 items-baseline gap-2 py-1">
              <button
                type="button"
                onClick={() => onMoment(event.occurredAt)}
                title="See this moment"
                className="figures w-20 shrink-0 rounded-sm text-left text-small text-faint hover:text-ink hover:underline"
              >
                {sayDate(event.occurredAt)}
              </button>
              <span className="min-w-0 flex-1 truncate">
                {event.name} <span className="text-small text-faint">{sayProperties(event.properties)}</span>
              </span>
              {event.added !== 0 && (
                <span className="figures shrink-0 text-small text-data-text">
                  {sayPoints(Math.round(event.added * 10) / 10)}
                </span>
              )}
            </li>
          ))}
        </ol>
      </div>
      <div className="min-w-0 space-y-4">
        {packet.content.length > 0 && (
          <div>
            <h3 className="label mb-1">Read and watched</h3>
            <ul className="divide-y divide-line border-y border-line">
              {packet.content.map((one) => (
                <li key={one.event} className="flex min-h-8 items-baseline gap-3 py-1">
                  <span className="min-w-0 flex-1 truncate">{one.title}</span>
                  <span className="figures shrink-0 text-small text-faint">{sayDate(one.occurredAt)}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {packet.unknown.length > 0 && (
          <p className="text-small text-soft">
            <span className="text-faint">Not known then: </span>
            {packet.unknown.map(sayField).join(', ')}
          </p>
        )}
      </div>
    </div>
  )
}
