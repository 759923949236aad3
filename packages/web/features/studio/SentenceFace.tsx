import type { Agreement } from '@baton/engine'
import { type Knob, turned, withoutEntry } from '@baton/engine/edit'
import type { AgreementComment } from '@baton/protocol'
import { sayAgreement } from '@baton/words'
import { useEffect, useMemo, useRef } from 'react'
import { AddClause } from './AddClause.tsx'
import { pathOfClause } from './clause-path.ts'
import { ClauseRow } from './ClauseRow.tsx'
import { CommentThread } from './CommentThread.tsx'
import type { Turn } from './KnobControl.tsx'
import type { Meaning } from './studio-model.ts'

/** The agreement as sentences, each beside the sliders and pickers that change it. */
export function SentenceFace({
  meaning,
  baseline,
  baselineKnobs,
  comments,
  draft,
  disabled,
  opened,
  onOpen,
  onText,
  onLetGo,
}: {
  readonly meaning: Meaning
  readonly baseline: Agreement
  readonly baselineKnobs: readonly Knob[]
  readonly comments: readonly AgreementComment[]
  readonly draft: string
  readonly disabled: boolean
  /** The clause that stands open. */
  readonly opened: string | null
  readonly onOpen: (clause: string | null) => void
  readonly onText: (text: string, gesture: string | null) => void
  readonly onLetGo: () => void
}) {
  const { agreement, knobs } = meaning
  const sections = sayAgreement(agreement)
  const { turn, remove } = useClauseActs(meaning, onText, onOpen)
  const before = useMemo(() => textsOf(baseline), [baseline])
  const knobBefore = (knob: Knob) =>
    baselineKnobs.find(({ clause, what }) => clause === knob.clause && what === knob.what)
  return (
    <>
      <SectionLinks sections={sections} />
      {sections.map(({ id, title, about, sentences }) => (
        <section key={id} id={`studio-${id}`} className="scroll-mt-12 border-b border-line py-4">
          <h2 className="text-lead font-semibold tracking-[-0.01em]">{title}</h2>
          <p className="mb-1.5 text-small text-faint">{about}</p>
          <ul>
            {sentences.map(({ clause, text }, index) => {
              const own = comments.filter((comment) => isAbout(comment, clause))
              return (
                <ClauseRow
                  key={`${clause} ${index}`}
                  clause={clause}
                  text={text}
                  before={saidBefore(before.get(clause), text)}
                  knobs={knobsIn(knobs, clause)}
                  knobBefore={knobBefore}
                  comments={own}
                  disabled={disabled}
                  open={opened === clause}
                  onOpen={(open) => onOpen(open ? clause : null)}
                  onTurn={turn}
                  onLetGo={onLetGo}
                  onRemove={pathOfClause(agreement, clause) === null ? null : () => remove(clause)}
                  thread={<CommentThread about={{ draft }} clause={clause} comments={own} />}
                />
              )
            })}
          </ul>
          {!disabled && <AddClause section={id} meaning={meaning} onText={(text) => onText(text, null)} />}
        </section>
      ))}
    </>
  )
}

/** What rows do. Those that look the same are not drawn again, so it must not be about the document they were drawn with. */
function useClauseActs(
  meaning: Meaning,
  onText: (text: string, gesture: string | null) => void,
  onOpen: (clause: string | null) => void,
): { readonly turn: Turn; readonly remove: (clause: string) => void } {
  const latest = useRef(meaning)
  useEffect(() => {
    latest.current = meaning
  })
  return {
    turn: (knob, value) =>
      onText(turned(knob, value, latest.current.document), `${knob.path.join('.')} ${knob.what}`),
    remove: (clause) => {
      const now = latest.current
      const path = pathOfClause(now.agreement, clause)
      onOpen(null)
      if (path !== null) onText(withoutEntry(now.document, path), null)
    },
  }
}

function SectionLinks({ sections }: { readonly sections: ReturnType<typeof sayAgreement> }) {
  return (
    <nav
      aria-label="Sections"
      className="scroller-bare sticky top-0 z-10 -mx-4 flex gap-1 overflow-x-auto border-b border-line bg-paper px-3 py-2 md:-mx-6 md:px-5"
    >
      {sections.map(({ id, title }) => (
        <a
          key={id}
          href={`#studio-${id}`}
          className="rounded px-1.5 py-0.5 text-small whitespace-nowrap text-faint hover:bg-hover hover:text-ink"
        >
          {title}
        </a>
      ))}
    </nav>
  )
}

/** What each clause says, by clause; routes are one clause of several sentences. */
function textsOf(agreement: Agreement): ReadonlyMap<string, readonly string[]> {
  const sentences = sayAgreement(agreement).flatMap((section) => section.sentences)
  const byClause = Map.groupBy(sentences, ({ clause }) => clause)
  return new Map([...byClause].map(([clause, said]) => [clause, said.map(({ text }) => text)]))
}

function saidBefore(texts: readonly string[] = [], text: string): string | null {
  return texts.includes(text) ? text : (texts[0] ?? null)
}

function knobsIn(knobs: readonly Knob[], clause: string): readonly Knob[] {
  // What an SQL also asks has no clause of its own: its knobs are those that stand below it in the document.
  return knobs.filter(
    (knob) =>
      knob.clause === clause ||
      knob.clause.startsWith(`${clause}/`) ||
      knob.path.join('.').startsWith(`${clause}.`),
  )
}

function isAbout(comment: AgreementComment, clause: string): boolean {
  return comment.clause === clause || (comment.clause?.startsWith(`${clause}/`) ?? false)
}
