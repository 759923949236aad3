import type { Calibration } from '@baton/protocol'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useLabelLead } from '../../api/calibrations-query.ts'
import { sayProblem } from '../../app/use-sending.ts'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { toast } from '../../ui/toast.ts'
import { BlindCard } from './BlindCard.tsx'
import { firstToJudge, nextToJudge } from './next-card.ts'

const OTHER = { marketing: 'sales', sales: 'marketing' } as const

/** Cards one at a time, with keys first; then waiting for the other side. */
export function Judging({ round }: { readonly round: Calibration }) {
  const { cards, side } = round
  const [turnedTo, setAt] = useState(() => firstToJudge(cards))
  // What could not be sent is open again.
  const at = turnedTo ?? firstToJudge(cards)
  const label = useLabelLead(round.id, (error) => toast(sayProblem(error), { tone: 'problem' }))
  const judge = (worthACall: boolean) => {
    if (at === null || side === null) return
    // Of the round as it is now: keys come quicker than screens are drawn.
    const after = label({ position: at, worthACall }) ?? round
    setAt(nextToJudge(after.cards, at))
  }
  const go = (by: 1 | -1) => {
    const to = at === null ? (by < 0 ? cards.length - 1 : null) : at + by
    if (to === cards.length && firstToJudge(cards) === null) setAt(null)
    else if (to !== null && to >= 0 && to < cards.length) setAt(to)
  }
  useShortcuts({
    y: () => judge(true),
    n: () => judge(false),
    j: () => go(1),
    k: () => go(-1),
  })
  if (at === null) return <Waiting round={round} onLook={() => setAt(0)} />
  const card = cards[at]!
  return (
    <>
      <Progress round={round} at={at} />
      <section
        key={at}
        aria-label="The lead"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled with the keyboard
        tabIndex={0}
        className="scroller min-h-0 flex-1 overflow-y-auto px-4 md:px-6"
      >
        <div className="mx-auto max-w-4xl pt-4 pb-8">
          <BlindCard card={card} />
        </div>
      </section>
      <div className="shrink-0 border-t border-line bg-paper px-4 py-3 md:px-6">
        {side === null ? (
          <Steps onStep={go}>
            <p className="flex-1 text-center text-small text-soft">
              Marketing and sales judge, each for its side. You read what they read.
            </p>
          </Steps>
        ) : (
          <Steps onStep={go}>
            <Answer keys="n" chosen={card.label === false} onChoose={() => judge(false)}>
              Not worth a call
            </Answer>
            <Answer keys="y" chosen={card.label === true} onChoose={() => judge(true)}>
              Worth a call
            </Answer>
          </Steps>
        )}
      </div>
    </>
  )
}

/** How far this side has come; of the other side a count and nothing else. */
function Progress({ round, at }: { readonly round: Calibration; readonly at: number }) {
  const { cards, side, judged, leads } = round
  return (
    <div className="mx-auto w-full max-w-4xl shrink-0 px-4 pt-2 lg:px-0">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <output className="figures text-lead font-semibold">
          {at + 1} of {leads}
        </output>
        <p className="figures text-small text-faint">
          {side === null
            ? `Marketing has judged ${judged.marketing}, sales ${judged.sales}`
            : `Your side has judged ${judged[side]}, ${OTHER[side]} ${judged[OTHER[side]]}`}
        </p>
      </div>
      <div aria-hidden="true" className="flex gap-[2px]">
        {cards.map(({ position, label }) => (
          <span
            key={position}
            className={`h-[3px] flex-1 rounded-full ${position === at ? 'bg-accent' : label === null ? 'bg-line-strong' : 'bg-data'}`}
          />
        ))}
      </div>
    </div>
  )
}

function Steps({
  onStep,
  children,
}: {
  readonly onStep: (by: 1 | -1) => void
  readonly children: ReactNode
}) {
  const step = 'h-11 w-11 justify-center px-0'
  return (
    <div className="mx-auto flex max-w-4xl items-center gap-2">
      <Button
        look="plain"
        aria-label="The one before"
        title="The one before (K)"
        onClick={() => onStep(-1)}
        className={step}
      >
        <ChevronLeft size={16} aria-hidden="true" />
      </Button>
      {children}
      <Button
        look="plain"
        aria-label="The next one"
        title="The next one (J)"
        onClick={() => onStep(1)}
        className={step}
      >
        <ChevronRight size={16} aria-hidden="true" />
      </Button>
    </div>
  )
}

function Answer({
  keys,
  chosen,
  onChoose,
  children,
}: {
  readonly keys: string
  readonly chosen: boolean
  readonly onChoose: () => void
  readonly children: string
}) {
  return (
    <Button
      look={chosen ? 'solid' : 'outline'}
      aria-pressed={chosen}
      onClick={onChoose}
      className="h-11 min-w-0 flex-1 justify-center"
    >
      {children}
      <span aria-hidden="true" className="max-sm:hidden">
        <Kbd>{keys}</Kbd>
      </span>
    </Button>
  )
}

function Waiting({ round, onLook }: { readonly round: Calibration; readonly onLook: () => void }) {
  const { side, judged, leads } = round
  if (side === null) return null
  const other = OTHER[side]
  const copy = async () => {
    await navigator.clipboard.writeText(window.location.href)
    toast('The link is copied.')
  }
  return (
    <div className="scroller min-h-0 flex-1 overflow-y-auto">
      <EmptyState
        title={`Waiting for ${other}`}
        actions={
          <>
            <Button onClick={() => void copy()}>Copy the link for {other}</Button>
            <Button look="plain" onClick={onLook}>
              Look through them again
            </Button>
          </>
        }
      >
        <p aria-live="polite" className="figures">
          Your side has judged all {leads}; {other} has judged {judged[other]}. The result is here as soon as
          they are through. Until then you can change what you said.
        </p>
      </EmptyState>
    </div>
  )
}
