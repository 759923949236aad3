import { turned } from '@baton/engine/edit'
import type { LeadEvent } from '@baton/engine'
import type { AgreementDraft } from '@baton/protocol'
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { AgreementModel } from '../../api/agreement-model.ts'
import { useComments } from '../../api/comments-query.ts'
import { TwoPanes } from '../../app/TwoPanes.tsx'
import { toast } from '../../ui/toast.ts'
import { DraftFaces } from './DraftFaces.tsx'
import { EffectPane } from './effect/EffectPane.tsx'
import type { UnderBoth } from './effect/under-both.ts'
import type { Face } from './DraftTabs.tsx'
import { withExample } from './keep-example.ts'
import { ProposeDialog } from './ProposeDialog.tsx'
import { StudioHeader } from './StudioHeader.tsx'
import { readStudio, type Meaning } from './studio-model.ts'
import { useLiveTry } from './use-live-try.ts'
import { type StudioDocument, useStudioDocument } from './use-studio-document.ts'

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
  const { text, change } = document
  const catalogue = inForce.compiled!.catalogue
  const model = useMemo(() => readStudio(text, catalogue, inForce.agreement), [text, catalogue, inForce])
  const meaning = useLastReadable(model.meaning)
  const { face, setFace, opened, setOpened, lookAt } = useFace(draft.clause)
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
  const { turnTo, keep, take } = useChanging(document, meaning, inForce, live.hurry, isProposed)
  const both = useBoth(meaning, inForce, live.of, isProposed ? null : keep)
  const nameAll = useCallback(() => setListed(LISTED_ALL), [])
  const faces = (
    <DraftFaces
      draft={draft}
      inForce={inForce}
      model={model}
      meaning={meaning}
      text={text}
      comments={comments.data ?? []}
      face={face}
      onFace={setFace}
      opened={opened}
      onOpen={setOpened}
      onTurn={turnTo}
      onType={change}
      onLetGo={document.settle}
    />
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
      onClause={lookAt}
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
      <Panes faces={faces} effect={effect} />
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

function Panes({ faces, effect }: { readonly faces: ReactNode; readonly effect: ReactNode }) {
  return (
    <TwoPanes
      label="Studio"
      columns="grid-cols-[minmax(0,1fr)_minmax(0,1.06fr)]"
      first={{ name: 'The draft', shown: faces }}
      second={{ name: 'What it would have done', shown: effect }}
    />
  )
}

/** Which face is shown, and which clause stands open; looking at a clause shows its sentence. */
function useFace(first: string | null) {
  const [face, setFace] = useState<Face>('sentences')
  const [opened, setOpened] = useState<string | null>(first)
  const lookAt = (clause: string) => {
    const sentence = sentenceOf(clause)
    setFace('sentences')
    setOpened(sentence)
    requestAnimationFrame(() => reveal(sentence))
  }
  return { face, setFace, opened, setOpened, lookAt }
}

/** How the document is changed from the screen: by its sentences, by a lead that is kept, by a point of the frontier. */
function useChanging(
  { text, change }: StudioDocument,
  meaning: Meaning | null,
  inForce: AgreementModel,
  hurry: (document: string) => void,
  isProposed: boolean,
) {
  const latest = useRef({ meaning, text })
  useEffect(() => {
    latest.current = { meaning, text }
  })
  return {
    turnTo: useCallback(
      (next: string, gesture: string | null) => {
        if (isProposed) return
        hurry(next)
        change(next, gesture)
      },
      [change, hurry, isProposed],
    ),
    keep: useCallback(
      (events: readonly LeadEvent[], asOf: number) => {
        const kept = withExample(latest.current.text, inForce.compiled!, events, asOf)
        change(kept.document, null)
        toast(`Kept among the golden leads: ${kept.name}`)
      },
      [change, inForce],
    ),
    take: (clause: string, value: number) => {
      const now = latest.current
      const knob = now.meaning?.knobs.find((one) => one.clause === clause && one.kind === 'number')
      if (knob !== undefined) change(turned(knob, value, now.text), null)
    },
  }
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
function undoByKey(event: KeyboardEvent, document: StudioDocument) {
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
