import { knobsOf } from '@baton/engine/edit'
import type { AgreementComment, AgreementDraft } from '@baton/protocol'
import { lazy, Suspense, useMemo } from 'react'
import type { AgreementModel } from '../../api/agreement-model.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { ChangesFace } from './ChangesFace.tsx'
import { DraftTabs, type Face } from './DraftTabs.tsx'
import { SentenceFace } from './SentenceFace.tsx'
import type { Meaning, StudioModel } from './studio-model.ts'

const YamlFace = lazy(async () => ({ default: (await import('./YamlFace.tsx')).YamlFace }))

/** One document as sentences, as the file it is, and as what it changes. */
export function DraftFaces({
  draft,
  inForce,
  model,
  meaning,
  text,
  comments,
  face,
  onFace,
  opened,
  onOpen,
  onTurn,
  onType,
  onLetGo,
}: {
  readonly draft: AgreementDraft
  readonly inForce: AgreementModel
  readonly model: StudioModel
  /** What the document said when it could last be read. */
  readonly meaning: Meaning | null
  readonly text: string
  readonly comments: readonly AgreementComment[]
  readonly face: Face
  readonly onFace: (face: Face) => void
  /** The clause that stands open. */
  readonly opened: string | null
  readonly onOpen: (clause: string | null) => void
  /** Changes the document by its sentences. */
  readonly onTurn: (text: string, gesture: string | null) => void
  /** Changes the document as a file. */
  readonly onType: (text: string, gesture: string | null) => void
  readonly onLetGo: () => void
}) {
  const agreement = inForce.agreement!
  const { catalogue } = inForce.compiled!
  const baselineKnobs = useMemo(() => knobsOf(agreement, catalogue), [agreement, catalogue])
  const isProposed = draft.proposedAs !== null
  return (
    <DraftTabs
      face={face}
      onFace={onFace}
      changes={meaning?.changes.length ?? 0}
      problems={model.problems.filter(({ severity }) => severity === 'error').length}
    >
      {face === 'sentences' && meaning !== null && (
        <SentenceFace
          meaning={meaning}
          baseline={agreement}
          baselineKnobs={baselineKnobs}
          comments={comments}
          draft={draft.id}
          disabled={isProposed || model.meaning === null}
          opened={opened}
          onOpen={onOpen}
          onText={onTurn}
          onLetGo={onLetGo}
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
            onText={onType}
          />
        </Suspense>
      )}
      {face === 'changes' && (
        <ChangesFace
          changes={meaning?.changes ?? []}
          against={inForce.stored.version}
          draft={draft.id}
          comments={comments}
        />
      )}
    </DraftTabs>
  )
}
