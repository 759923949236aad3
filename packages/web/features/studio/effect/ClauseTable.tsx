import type { ClauseEffectLine, ClauseSuggestionLine } from '@baton/protocol'
import { sayClauseName, sayCount, sayId, sayPercent } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { memo, Fragment, useState } from 'react'
import { Definition } from '../../../ui/Definition.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'

/** What each clause of the draft does: whom it held for, whom it alone decided, what sales made of those. */
export const ClauseTable = memo(function ClauseTable({
  effects,
  suggestions,
  isWhole,
  onClause,
}: {
  readonly effects: readonly ClauseEffectLine[]
  readonly suggestions: readonly ClauseSuggestionLine[]
  readonly isWhole: boolean
  readonly onClause: (clause: string) => void
}) {
  const [opened, setOpened] = useState<string | null>(null)
  if (effects.length === 0)
    return (
      <Section title="Clauses">
        <Skeleton className="h-32 w-full" />
      </Section>
    )
  return (
    <Section
      title="Clauses"
      note={`${sayCount(effects[0]!.promoted)} leads are promoted; each clause is taken out in turn${isWhole ? '' : ' …'}`}
    >
      <Suggestions suggestions={suggestions} onClause={onClause} />
      <div className="scroller overflow-x-auto">
        <table className="figures w-full min-w-[34rem]">
          <caption className="sr-only">What each clause does</caption>
          <thead>
            <tr className="text-small text-faint">
              <th scope="col" className="py-1 text-left font-medium">
                Clause
              </th>
              <Head label="Held" about="Promoted leads that it held for at their first promotion." />
              <Head
                label="Alone"
                about="Leads that are promoted, and would not be without it. In brackets: those that it keeps out."
              />
              <Head
                label="Lift"
                about="How many times as often leads that it held for become SQL, against those it did not, with the interval at 95 %."
              />
              <Head label="Wins" about="Won deals that only it caught." />
              <Head
                label="Hours"
                about="What sales’ acts on the leads it alone decided come to: a call counts 10 minutes, a mail 5, a meeting 45."
              />
              <Head label="Contested" about="How often sales contested it, under any version." />
            </tr>
          </thead>
          <tbody>
            {effects.map((effect) => (
              <Fragment key={effect.clause}>
                <Row
                  effect={effect}
                  open={opened === effect.clause}
                  onOpen={() => setOpened((now) => (now === effect.clause ? null : effect.clause))}
                  onClause={onClause}
                />
                {opened === effect.clause && (
                  <tr>
                    <td colSpan={7} className="pb-2 pl-4 text-small">
                      <Wins effect={effect} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
})

function Head({ label, about }: { readonly label: string; readonly about: string }) {
  return (
    <th scope="col" className="pl-3 text-right font-medium">
      <Definition term={label}>{about}</Definition>
    </th>
  )
}

function Row({
  effect,
  open,
  onOpen,
  onClause,
}: {
  readonly effect: ClauseEffectLine
  readonly open: boolean
  readonly onOpen: () => void
  readonly onClause: (clause: string) => void
}) {
  const { clause, of, held, alone, keptOut, lift, wonAlone, workAlone, contested, removable } = effect
  return (
    <tr className="border-t border-line hover:bg-hover">
      <th scope="row" className={`py-1 text-left font-normal ${of === 'condition' ? 'pl-4' : ''}`}>
        <button
          type="button"
          onClick={() => onClause(clause)}
          className="rounded-sm text-left hover:underline"
        >
          {nameOf(effect)}
        </button>
      </th>
      <td className="pl-3 text-right">{sayCount(held)}</td>
      <td className="pl-3 text-right">
        {removable ? sayCount(alone) : <span className="text-faint">needed</span>}
        {keptOut > 0 && <span className="text-faint"> ({sayCount(keptOut)})</span>}
      </td>
      <td className="pl-3 text-right whitespace-nowrap">
        {lift.tooFew ? (
          <span className="text-small text-faint">too few</span>
        ) : (
          <>
            {lift.ratio.toFixed(2)}{' '}
            <span className="text-small text-faint">
              {lift.low.toFixed(1)}–{lift.high.toFixed(1)}
            </span>
          </>
        )}
      </td>
      <td className="pl-3 text-right">
        {wonAlone.count === 0 ? (
          <span className="text-faint">0</span>
        ) : (
          <button
            type="button"
            aria-expanded={open}
            onClick={onOpen}
            className="rounded-sm font-medium text-won-text underline decoration-line-strong underline-offset-2"
          >
            {sayCount(wonAlone.count)}
          </button>
        )}
      </td>
      <td className="pl-3 text-right">{(workAlone.minutes / 60).toFixed(workAlone.minutes < 600 ? 1 : 0)}</td>
      <td className={`pl-3 text-right ${contested > 0 ? 'text-warn-text' : 'text-faint'}`}>
        {sayCount(contested)}
      </td>
    </tr>
  )
}

function nameOf({ clause, of }: ClauseEffectLine): string {
  if (of !== 'condition') return sayClauseName(clause)
  const part = clause.slice(clause.indexOf('/') + 1)
  return sayId(part.replace(/^.*\//, '').replaceAll('.', ' '))
}

function Wins({ effect }: { readonly effect: ClauseEffectLine }) {
  const { wonAlone, leads } = effect
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-0.5">
      {wonAlone.leads.map((lead) => {
        const named = leads[lead]
        return (
          <li key={lead}>
            <Link
              to="/leads/$leadId"
              params={{ leadId: lead }}
              className="underline decoration-line-strong underline-offset-2"
            >
              {named?.name ?? lead.slice(0, 8)}
              {named !== undefined && named.company !== null && `, ${named.company}`}
            </Link>
          </li>
        )
      })}
      {wonAlone.count > wonAlone.leads.length && (
        <li className="text-faint">and {wonAlone.count - wonAlone.leads.length} more</li>
      )}
    </ul>
  )
}

function Suggestions({
  suggestions,
  onClause,
}: {
  readonly suggestions: readonly ClauseSuggestionLine[]
  readonly onClause: (clause: string) => void
}) {
  if (suggestions.length === 0) return null
  return (
    <ul className="mb-3 space-y-1">
      {suggestions.map((suggestion, index) => (
        <li key={index} className="flex items-baseline gap-2 rounded-md bg-sunk px-3 py-1.5">
          <span className="min-w-0 flex-1">{saySuggestion(suggestion)}</span>
          <button
            type="button"
            onClick={() => onClause(suggestion.kind === 'retire' ? suggestion.clause : suggestion.clauses[1])}
            className="shrink-0 text-small underline decoration-line-strong underline-offset-2 hover:decoration-accent"
          >
            Look at it
          </button>
        </li>
      ))}
    </ul>
  )
}

function saySuggestion(suggestion: ClauseSuggestionLine): string {
  if (suggestion.kind === 'merge') {
    const [one, other] = suggestion.clauses.map(sayClauseName)
    return `Merge ${one} and ${other}: they held for the same leads ${sayPercent(suggestion.reason.overlap)} of the time.`
  }
  const name = sayClauseName(suggestion.clause)
  const { reason } = suggestion
  switch (reason.kind) {
    case 'never-held':
      return `Retire ${name}: nothing in all of history ever met it.`
    case 'decided-nobody':
      return `Retire ${name}: it held for ${sayCount(reason.held)} promoted leads and decided none of them.`
    case 'held-by-worse':
      return `Rethink ${name}: leads that it speaks for become SQL ${reason.lift.ratio.toFixed(2)} times as often as others (at most ${reason.lift.high.toFixed(2)}).`
  }
}
