import type { Knob } from '@baton/engine/edit'
import type { AgreementComment } from '@baton/protocol'
import { ChevronRight, MessageSquare, Trash2 } from 'lucide-react'
import { memo, useId, useState, type ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { KnobControl, type Turn } from './KnobControl.tsx'

export interface ClauseRowProps {
  readonly clause: string
  readonly text: string
  /** What it says in the agreement that the draft is held against; null: it has no such clause. */
  readonly before: string | null
  readonly knobs: readonly Knob[]
  readonly knobBefore: (knob: Knob) => Knob | undefined
  readonly comments: readonly AgreementComment[]
  readonly disabled: boolean
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly onTurn: Turn
  readonly onLetGo: () => void
  /** Null: it cannot be taken out. */
  readonly onRemove: (() => void) | null
  /** What people say about it. */
  readonly thread: ReactNode
}

/** Knobs that stand on the row itself: what a clause is mostly about. The others are behind it. */
function knobsInView(clause: string, knobs: readonly Knob[]): readonly Knob[] {
  const first = knobs.filter(({ kind, what }) => kind !== 'choices' && what !== 'times')
  const thresholds = first.filter(({ what }) => what === 'score' || what === 'at-least')
  if (clause.startsWith('mql.') && thresholds.length > 0) return thresholds.slice(0, 2)
  return first.slice(0, 1)
}

/** A clause as a sentence beside what can be turned in it; it opens to the rest and to what is said about it. */
export const ClauseRow = memo(function ClauseRow(props: ClauseRowProps) {
  const { clause, text, before, knobs, comments, open, disabled, onOpen } = props
  const id = useId()
  const isChanged = before !== text
  const unsettled = comments.filter(({ settledAt }) => settledAt === null).length
  const inView = knobsInView(clause, knobs)
  const behind = knobs.filter((knob) => !inView.includes(knob))
  const control = (knob: Knob) => (
    <KnobControl
      key={`${knob.path.join('.')} ${knob.what}`}
      knob={knob}
      before={props.knobBefore(knob)}
      disabled={disabled}
      onTurn={props.onTurn}
      onLetGo={props.onLetGo}
    />
  )
  return (
    <li
      data-clause={clause}
      className={`-mx-3 border-l-2 px-2.5 ${isChanged ? 'border-data bg-data-wash/35' : 'border-transparent'}`}
    >
      <div className="grid items-start gap-x-4 py-1 lg:grid-cols-[minmax(0,1fr)_15.5rem]">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => onOpen(!open)}
          className="flex min-h-6 items-baseline gap-1.5 rounded-sm text-left hover:bg-hover"
        >
          <ChevronRight
            size={12}
            aria-hidden="true"
            className={`shrink-0 translate-y-px text-faint transition-transform ${open ? 'rotate-90' : ''}`}
          />
          <span>
            <Emphasised text={text} />
            {isChanged && <span className="sr-only"> (changed)</span>}
          </span>
          {unsettled > 0 && (
            <span className="ml-1 inline-flex shrink-0 items-center gap-0.5 text-small text-warn-text">
              <MessageSquare size={11} aria-hidden="true" />
              {unsettled}
              <span className="sr-only"> open comments</span>
            </span>
          )}
        </button>
        <div className="max-lg:pl-4.5">{inView.map(control)}</div>
      </div>
      {open && (
        <div id={id} className="space-y-3 pt-1 pb-4 pl-4.5">
          {isChanged && (
            <p className="text-small text-soft">
              {before === null ? 'New in this draft.' : <>Before: {before}</>}
            </p>
          )}
          {behind.length > 0 && <div className="max-w-md space-y-1">{behind.map(control)}</div>}
          {props.thread}
          {props.onRemove !== null && !disabled && <RemoveButton onRemove={props.onRemove} />}
        </div>
      )}
    </li>
  )
}, isSame)

/** What a row does is up to the newest document, whichever it was drawn with: only what it shows counts. */
function isSame(a: ClauseRowProps, b: ClauseRowProps): boolean {
  return (
    a.text === b.text &&
    a.before === b.before &&
    a.disabled === b.disabled &&
    a.open === b.open &&
    JSON.stringify(a.comments) === JSON.stringify(b.comments) &&
    JSON.stringify(a.knobs) === JSON.stringify(b.knobs)
  )
}

function RemoveButton({ onRemove }: { readonly onRemove: () => void }) {
  const [sure, setSure] = useState(false)
  return (
    <Button look="plain" onClick={() => (sure ? onRemove() : setSure(true))} onBlur={() => setSure(false)}>
      <Trash2 size={13} aria-hidden="true" />
      {sure ? 'Take it out of the draft' : 'Remove this clause'}
    </Button>
  )
}

/** Numbers carry the meaning of most sentences, so they stand out a little. */
function Emphasised({ text }: { readonly text: string }) {
  return text.split(/(\d[\d,.]*\d|\d)/).map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} className="figures font-semibold">
        {part}
      </span>
    ) : (
      part
    ),
  )
}
