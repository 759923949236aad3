import type { AudienceContext } from '@baton/engine/audience'
import type { ProgramDetail } from '@baton/protocol'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../api/may.ts'
import { useProgram, useProgramResults, useProgramWords } from '../../api/programs-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useMediaQuery } from '../../app/use-media-query.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { type Face, ProgramFaces } from './ProgramFaces.tsx'
import { ProgramHeader } from './ProgramHeader.tsx'
import { ProgramResults } from './ProgramResults.tsx'
import { ToneLadder } from './ToneLadder.tsx'
import { TryPanel } from './TryPanel.tsx'
import { useAudienceContext, useProgramEditor } from './use-program-editor.ts'
import { Section } from '../../ui/Section.tsx'

/** One program: its document with three faces, and beside it what it would do and what it does. */
export function ProgramScreen() {
  const { id } = useParams({ from: '/programs/$id' })
  const program = useProgram(id)
  const context = useAudienceContext()
  useDocumentTitle(program.data?.name ?? 'Program')
  if (program.isError)
    return (
      <div className="p-6">
        <ReadFailed what="The program" error={program.error} onRetry={() => void program.refetch()} />
        <Link to="/programs" className="text-body underline">
          All programs
        </Link>
      </div>
    )
  if (!program.data || !context)
    return (
      <div className="space-y-4 p-6" aria-busy="true">
        <span className="sr-only">Reading the program…</span>
        <Skeleton className="h-8 w-72" />
        <Skeleton className="h-96 w-full" />
      </div>
    )
  return <Program key={id} detail={program.data} context={context} />
}

function Program({ detail, context }: { readonly detail: ProgramDetail; readonly context: AudienceContext }) {
  const mayWrite = useMay('changeProgram')
  const words = useProgramWords().data
  const editing = useProgramEditor(detail, context, mayWrite)
  const isWide = useMediaQuery('(min-width: 48rem)')
  const [chosen, setChosen] = useState<Face | null>(null)
  const face = chosen ?? (isWide ? 'canvas' : 'list')
  const wasStarted = editing.saved.version !== null
  const results = useProgramResults(detail.id, wasStarted).data
  const standing = new Map(results?.steps.map(({ step, standing: count }) => [step, count]))
  return (
    <div className="flex h-full flex-col">
      <ProgramHeader editing={editing} />
      <div className="scroller min-h-0 flex-1 overflow-y-auto border-t border-line lg:flex lg:overflow-hidden">
        <ProgramFaces {...{ editing, words, face, standing }} onFace={setChosen} />
        <aside
          aria-label="What it does"
          className="scroller shrink-0 border-t border-line px-4 pb-12 md:px-6 lg:w-96 lg:overflow-y-auto lg:border-t-0 lg:border-l xl:w-112"
        >
          {editing.program && (
            <Section title="Tone ladder" note="What each asks for, and which steps speak so.">
              <ToneLadder program={editing.program} />
            </Section>
          )}
          {wasStarted && <ProgramResults id={detail.id} />}
          {mayWrite && <TryPanel editing={editing} />}
        </aside>
      </div>
    </div>
  )
}
