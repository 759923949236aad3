import type { Agreement } from '@baton/engine'
import { type Knob, turned, withoutEntry } from '@baton/engine/edit'
import type { AgreementComment } from '@baton/protocol'
import { sayAgreement } from '@baton/words'
import { useEffect, useMemo, useRef } from 'react'
import { AddClause } from './AddClause.tsx'
import { pathOfClause } from './clause-path.ts'
import { ClauseRow } from './ClauseRow.tsx'
import { CommentThread } from './CommentThread.tsx'
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
  // Rows that look the same are not drawn again, so what they do must not be about the document they were drawn with.
  const latest = useRef(meaning)
  useEffect(() => {
    latest.current = meaning
  })
  const sections = sayAgreement(agreement)
  const before = useMemo(
    () =>
      new Map(
        sayAgreement(baseline).flatMap(({ sentences }) =>
          sentences.map(({ clause, text }) => [clause, text] as const),
        ),
      ),
    [baseline],
  )
  const knobBefore = (knob: Knob) =>
    baselineKnobs.find(({ clause, what }) => clause === knob.clause && what === knob.what)
  return (
    <>
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
                  before={before.get(clause) ?? null}
                  knobs={knobsIn(knobs, clause)}
                  knobBefore={knobBefore}
                  comments={own}
                  disabled={disabled}
                  open={opened === clause}
                  onOpen={(open) => onOpen(open ? clause : null)}
                  onTurn={(knob, value) =>
                    onText(
                      turned(knob, value, latest.current.document),
                      `${knob.path.join('.')} ${knob.what}`,
                    )
                  }
                  onLetGo={onLetGo}
                  onRemove={
                    pathOfClause(agreement, clause) === null
                      ? null
                      : () => {
                          const now = latest.current
                          const path = pathOfClause(now.agreement, clause)
                          onOpen(null)
                          if (path !== null) onText(withoutEntry(now.document, path), null)
                        }
                  }
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
