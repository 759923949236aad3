import type { AgreementDraft } from '@baton/protocol'
import { sayAgo, sayClauseName } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useWriteDraft } from '../../api/drafts-query.ts'
import { RequestFailed } from '../../api/request.ts'
import { useNow } from '../../app/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'
import type { LineSpan } from '../../api/clause-lines.ts'
import { GoldenLeads } from '../agreement/index.ts'
import { DocumentArea } from './DocumentArea.tsx'
import { ProblemList } from './ProblemList.tsx'
import { clauseLines, offsetOfLine, readDraft } from './read-draft.ts'

/** Writes a draft. The engine reads along: problems, golden leads, and where the contested clause stands. */
export function DraftEditor({
  draft,
  catalogue,
}: {
  readonly draft: AgreementDraft
  readonly catalogue: unknown
}) {
  const [text, setText] = useState(draft.document)
  const [title, setTitle] = useState(draft.title)
  const read = useDeferredValue(text)
  const model = useMemo(() => readDraft(read, catalogue), [read, catalogue])
  const span = useMemo(() => clauseLines(model, read, draft.clause), [model, read, draft.clause])
  const area = useRef<HTMLTextAreaElement>(null)
  const changed = text !== draft.document || title !== draft.title
  const { pending, conflict, problem, save, propose, takeTheirs } = useSaving(draft, text, title)
  const goTo = (line: number) => {
    const offset = offsetOfLine(text, line)
    area.current?.focus()
    area.current?.setSelectionRange(offset, offset)
    area.current?.scrollTo({ top: Math.max(0, (line - 6) * 20) })
  }
  useEffect(() => {
    if (span !== null) area.current?.scrollTo({ top: Math.max(0, (span.from - 6) * 20) })
    // Only as the draft opens: afterwards the writer is somewhere else.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the platform's own key for saving
    <div
      className="flex h-full flex-col"
      onKeyDown={(event) => {
        if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        void save()
      }}
    >
      <DraftHeader
        {...{ draft, title, changed, pending }}
        readable={model.agreement !== null}
        onTitle={setTitle}
        onSave={() => void save()}
        onPropose={() => void propose(changed)}
      />
      {(conflict !== null || problem !== null) && (
        <div
          role="alert"
          className="flex flex-wrap items-center gap-3 border-b border-line bg-warn-wash px-4 py-2 text-warn-text md:px-6"
        >
          <p>{conflict ?? problem}</p>
          {conflict !== null && (
            <Button
              onClick={() =>
                void takeTheirs().then((theirs) => {
                  setText(theirs.document)
                  setTitle(theirs.title)
                })
              }
            >
              Read theirs, and lose mine
            </Button>
          )}
        </div>
      )}
      <div className="grid min-h-0 flex-1 grid-rows-[minmax(0,1.4fr)_minmax(0,1fr)] lg:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)] lg:grid-rows-1">
        <DocumentArea ref={area} text={text} problems={model.problems} span={span} onText={setText} />
        <div className="scroller min-h-0 overflow-y-auto border-line px-4 pb-10 max-lg:border-t md:px-6 lg:border-l">
          <ContestedClause clause={draft.clause} span={span} onGo={goTo} />
          <ProblemList problems={model.problems} onGo={goTo} />
          {model.agreement !== null && <GoldenLeads model={model} />}
        </div>
      </div>
    </div>
  )
}

function ContestedClause({
  clause,
  span,
  onGo,
}: {
  readonly clause: string | null
  readonly span: LineSpan | null
  readonly onGo: (line: number) => void
}) {
  if (clause === null) return null
  return (
    <p className="border-b border-line py-4">
      Begun at the contested clause{' '}
      {span === null ? (
        <span className="font-medium">{sayClauseName(clause)}, which it no longer has</span>
      ) : (
        <button
          type="button"
          onClick={() => onGo(span.from)}
          className="rounded-sm font-medium underline decoration-line-strong underline-offset-2 hover:decoration-accent"
        >
          {sayClauseName(clause)}, line {span.from}
        </button>
      )}
      .
    </p>
  )
}

function useSaving(draft: AgreementDraft, text: string, title: string) {
  const write = useWriteDraft(draft.id)
  const [pending, setPending] = useState(false)
  const [conflict, setConflict] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const trying = async <Result,>(work: () => Promise<Result>): Promise<Result | null> => {
    setPending(true)
    setConflict(null)
    setProblem(null)
    try {
      return await work()
    } catch (error) {
      const failed = error instanceof RequestFailed ? error : null
      if (failed?.code === 'conflict') setConflict(failed.detail)
      else setProblem(failed?.detail ?? String(error))
      return null
    } finally {
      setPending(false)
    }
  }
  const send = () => write.save({ title: title.trim(), document: text, revision: draft.revision })
  return {
    pending,
    conflict,
    problem,
    save: async () => {
      if ((await trying(send)) !== null) toast('Saved.')
    },
    propose: async (changed: boolean) => {
      const proposed = await trying(async () => {
        if (changed) await send()
        return write.propose()
      })
      if (proposed !== null)
        toast(`Proposed as v${proposed.proposedAs}. It is in force once both sides signed it.`)
    },
    takeTheirs: async () => {
      setConflict(null)
      return write.read()
    },
  }
}

function DraftHeader({
  draft,
  title,
  changed,
  pending,
  readable,
  onTitle,
  onSave,
  onPropose,
}: {
  readonly draft: AgreementDraft
  readonly title: string
  readonly changed: boolean
  readonly pending: boolean
  readonly readable: boolean
  readonly onTitle: (title: string) => void
  readonly onSave: () => void
  readonly onPropose: () => void
}) {
  const now = useNow()
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2.5 md:px-6">
      <div className="min-w-0 flex-1 basis-72">
        <h1 className="sr-only">Draft: {title}</h1>
        <TextInput
          aria-label="Title of the draft"
          maxLength={200}
          value={title}
          onChange={(event) => onTitle(event.target.value)}
          className="-ml-2.5 border-transparent bg-transparent text-lead font-semibold"
        />
        <p className="text-small text-faint">
          From v{draft.basedOn}, revision {draft.revision},{' '}
          {draft.changedBy === null ? 'changed' : `${draft.changedBy} changed it`}{' '}
          {sayAgo(Date.parse(draft.changedAt), now)}
          {changed && <span className="font-medium text-warn-text"> · not saved</span>}
        </p>
      </div>
      {draft.proposedAs !== null && (
        <Link
          to="/agreement"
          search={{ version: draft.proposedAs }}
          className="rounded-sm font-medium underline decoration-line-strong underline-offset-2 hover:decoration-accent"
        >
          Proposed as v{draft.proposedAs}
        </Link>
      )}
      <div className="flex gap-2">
        <Button disabled={pending || !changed || title.trim() === ''} onClick={onSave}>
          Save
        </Button>
        <Button
          look="solid"
          disabled={pending || !readable || (draft.proposedAs !== null && !changed)}
          title={readable ? undefined : 'It cannot be read yet: see its problems'}
          onClick={onPropose}
        >
          Propose as next version
        </Button>
      </div>
    </header>
  )
}
