import { knobsOf, turned } from '@baton/engine/edit'
import type { LeadEvent } from '@baton/engine'
import type { AgreementDraft } from '@baton/protocol'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { AgreementModel } from '../../api/agreement-model.ts'
import { useComments } from '../../api/comments-query.ts'
import { useMediaQuery } from '../../app/use-media-query.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/toast.ts'
import { ChangesFace } from './ChangesFace.tsx'
import { EffectPane } from './effect/EffectPane.tsx'
import type { UnderBoth } from './effect/under-both.ts'
import { FaceTabs, type Face } from './FaceTabs.tsx'
import { withExample } from './keep-example.ts'
import { ProposeDialog } from './ProposeDialog.tsx'
import { SentenceFace } from './SentenceFace.tsx'
import { StudioHeader } from './StudioHeader.tsx'
import { readStudio, type Meaning } from './studio-model.ts'
import { useLiveTry } from './use-live-try.ts'
import { useStudioDocument } from './use-studio-document.ts'

const YamlFace = lazy(async () => ({ default: (await import('./YamlFace.tsx')).YamlFace }))

const LISTED = 50
const LISTED_ALL = 5_000

/** Three faces of one document on the left, and its effect on the right. */
export function StudioEditor({
  draft,
  inForce,
}: {
  readonly draft: AgreementDraft
  readonly inForce: AgreementModel
}) {
  const document = useStudioDocument(draft)
  const { text, change, settle } = document
  const catalogue = inForce.compiled!.catalogue
  const model = useMemo(() => readStudio(text, catalogue, inForce.agreement), [text, catalogue, inForce])
  const meaning = useLastReadable(model.meaning)
  const [face, setFace] = useState<Face>('sentences')
  const [opened, setOpened] = useState<string | null>(draft.clause)
  const [listed, setListed] = useState(LISTED)
  const [threshold, setThreshold] = useState<string>()
  const [proposing, setProposing] = useState(false)
  const isProposed = draft.proposedAs !== null
  const comments = useComments({ draft: draft.id })
  const live = useLiveTry({
    document: model.meaning === null ? null : text,
    against: undefined,
    listed,
    threshold,
  })
  const baselineKnobs = useMemo(() => knobsOf(inForce.agreement!, catalogue), [inForce, catalogue])
  const wide = useMediaQuery('(min-width: 1024px)')
  const latest = useRef({ meaning, text })
  useEffect(() => {
    latest.current = { meaning, text }
  })
  const { hurry } = live
  const turnTo = useCallback(
    (next: string, gesture: string | null) => {
      if (isProposed) return
      hurry(next)
      change(next, gesture)
    },
    [change, hurry, isProposed],
  )
  const keep = useCallback(
    (events: readonly LeadEvent[], asOf: number) => {
      const kept = withExample(latest.current.text, inForce.compiled!, events, asOf)
      change(kept.document, null)
      toast(`Kept among the golden leads: ${kept.name}`)
    },
    [change, inForce],
  )
  const both = useBoth(meaning, inForce, live.of, isProposed ? null : keep)
  const nameAll = useCallback(() => setListed(LISTED_ALL), [])
  const take = (clause: string, value: number) => {
    const now = latest.current
    const knob = now.meaning?.knobs.find((one) => one.clause === clause && one.kind === 'number')
    if (knob !== undefined) change(turned(knob, value, now.text), null)
  }
  const faces = (
    <FaceTabs
      face={face}
      onFace={setFace}
      changes={meaning?.changes.length ?? 0}
      problems={model.problems.filter(({ severity }) => severity === 'error').length}
    >
      {face === 'sentences' && meaning !== null && (
        <SentenceFace
          meaning={meaning}
          baseline={inForce.agreement!}
          baselineKnobs={baselineKnobs}
          comments={comments.data ?? []}
          draft={draft.id}
          disabled={isProposed || model.meaning === null}
          opened={opened}
          onOpen={setOpened}
          onText={turnTo}
          onLetGo={settle}
        />
      )}
      {face === 'file' && (
        <Suspense fallback={<Skeleton className="m-4 h-96 w-full" />}>
          <YamlFace
            text={text}
            problems={model.problems}
            catalogue={catalogue}
            disabled={isProposed}
            clause={opened}
            places={model.places}
            onText={change}
          />
        </Suspense>
      )}
      {face === 'changes' && (
        <ChangesFace
          changes={meaning?.changes ?? []}
          against={inForce.stored.version}
          draft={draft.id}
          comments={comments.data ?? []}
        />
      )}
    </FaceTabs>
  )
  const effect = (
    <EffectPane
      live={live}
      text={text}
      meaning={meaning}
      both={both}
      onMore={nameAll}
      onThreshold={setThreshold}
      onTake={isProposed || meaning === null ? null : take}
      onClause={(clause) => {
        setFace('sentences')
        setOpened(sentenceOf(clause))
        requestAnimationFrame(() => reveal(sentenceOf(clause)))
      }}
    />
  )
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the platform's own keys for undoing
    <div className="flex h-full flex-col" onKeyDown={(event) => undoByKey(event, document)}>
      <StudioHeader
        draft={draft}
        document={document}
        readable={model.meaning !== null}
        changed={(meaning?.changes.length ?? 0) > 0}
        onPropose={() => setProposing(true)}
      />
      {wide ? (
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_minmax(0,1.06fr)]">
          <div className="flex min-h-0 min-w-0 flex-col border-r border-line">{faces}</div>
          <div className="flex min-h-0 min-w-0 flex-col">{effect}</div>
        </div>
      ) : (
        <NarrowPanes faces={faces} effect={effect} />
      )}
      {proposing && meaning !== null && (
        <ProposeDialog
          draft={draft}
          changes={meaning.changes}
          compared={live.of === text ? live.compared : null}
          save={document.save}
          onClose={() => setProposing(false)}
        />
      )}
    </div>
  )
}

/** The two agreements that leads are looked at under: the draft as it was when what is on the screen was worked out. */
function useBoth(
  meaning: Meaning | null,
  inForce: AgreementModel,
  of: string | null,
  keep: UnderBoth['keep'],
): UnderBoth | null {
  const [shown, setShown] = useState<{ readonly of: string; readonly both: UnderBoth } | null>(null)
  if (meaning !== null && meaning.document === of && shown?.of !== of)
    setShown({
      of,
      both: {
        baseline: { name: `Today, v${inForce.stored.version}`, compiled: inForce.compiled! },
        candidate: { name: 'The draft', compiled: meaning.compiled },
        keep,
      },
    })
  return shown?.both ?? null
}

/** Undoes the document; within a line of text the platform's own undoing stays. */
function undoByKey(event: KeyboardEvent, document: ReturnType<typeof useStudioDocument>) {
  if (!event.ctrlKey && !event.metaKey) return
  const isText = (event.target as HTMLElement).closest('input:not([type=range]):not([type=number]), textarea')
  if (isText !== null) return
  const key = event.key.toLowerCase()
  const act =
    key === 'y' || (key === 'z' && event.shiftKey) ? document.redo : key === 'z' ? document.undo : null
  if (act === null) return
  event.preventDefault()
  act()
}

/** One pane at a time. */
function NarrowPanes({
  faces,
  effect,
}: {
  readonly faces: React.ReactNode
  readonly effect: React.ReactNode
}) {
  const [pane, setPane] = useState<'draft' | 'effect'>('draft')
  return (
    <>
      <div role="tablist" aria-label="Studio" className="grid grid-cols-2 border-b border-line bg-sunk">
        {(['draft', 'effect'] as const).map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={pane === name}
            onClick={() => setPane(name)}
            className="h-10 text-body font-medium text-faint aria-selected:bg-paper aria-selected:text-ink"
          >
            {name === 'draft' ? 'The draft' : 'What it would have done'}
          </button>
        ))}
      </div>
      <div className="flex min-h-0 flex-1 flex-col">{pane === 'draft' ? faces : effect}</div>
    </>
  )
}

/** The sentence that a clause, or a part of it, stands in. */
function sentenceOf(clause: string): string {
  return clause.split('/')[0]!
}

function reveal(clause: string) {
  globalThis.document
    .querySelector(`[data-clause="${CSS.escape(clause)}"]`)
    ?.scrollIntoView({ block: 'center', behavior: 'smooth' })
}

/** While a document cannot be read, what it last said stays on the screen. */
function useLastReadable(meaning: Meaning | null): Meaning | null {
  const last = useRef<Meaning | null>(null)
  // oxlint-disable-next-line react/refs -- the last readable one is only ever replaced by a newer one
  if (meaning !== null) last.current = meaning
  // oxlint-disable-next-line react/refs
  return meaning ?? last.current
}
