import type { AgreementDraft } from '@baton/protocol'
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { useWriteDraft } from '../../api/drafts-query.ts'
import { RequestFailed } from '../../api/request.ts'
import { begunWith, changed, type DocumentHistory, redone, settled, undone } from './document-history.ts'

type Step =
  | { readonly kind: 'change'; readonly text: string; readonly gesture: string | null }
  | { readonly kind: 'settle' | 'undo' | 'redo' }
  | { readonly kind: 'begin'; readonly text: string }

function stepped(history: DocumentHistory, step: Step): DocumentHistory {
  switch (step.kind) {
    case 'change':
      return changed(history, step.text, step.gesture)
    case 'settle':
      return settled(history)
    case 'undo':
      return undone(history) ?? history
    case 'redo':
      return redone(history) ?? history
    case 'begin':
      return begunWith(step.text)
  }
}

/** After such a pause what is done is another step, by the keyboard as well. */
const GESTURE_PAUSE_MS = 1_200

/** Saved by itself once nothing changed for so long. */
const SAVE_AFTER_MS = 900
/** A server that does not answer is not asked all the time. */
const SAVE_AGAIN_AFTER_MS = 10_000

export type Saving =
  | { readonly kind: 'saved' | 'unsaved' | 'saving' }
  | { readonly kind: 'conflict' | 'failed'; readonly text: string }

export type StudioDocument = ReturnType<typeof useStudioDocument>

/** The document of a draft, its undoing, and its saving. */
export function useStudioDocument(draft: AgreementDraft) {
  const [history, step] = useReducer(stepped, draft.document, begunWith)
  const [title, setTitle] = useState(draft.title)
  const { save, take, saving } = useSaving(draft, history.text, title)
  const isProposed = draft.proposedAs !== null
  useEffect(() => {
    if (history.gesture === null) return
    const timer = setTimeout(() => step({ kind: 'settle' }), GESTURE_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [history])
  return {
    text: history.text,
    title,
    setTitle,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    /** @param gesture what belongs together, to be undone in one step */
    change: useCallback(
      (text: string, gesture: string | null = null) => {
        if (!isProposed) step({ kind: 'change', text, gesture })
      },
      [isProposed],
    ),
    settle: useCallback(() => step({ kind: 'settle' }), []),
    undo: useCallback(() => step({ kind: 'undo' }), []),
    redo: useCallback(() => step({ kind: 'redo' }), []),
    saving,
    save,
    /** Gives up what is here for what somebody else saved. */
    takeTheirs: async () => {
      const theirs = await take()
      setTitle(theirs.title)
      step({ kind: 'begin', text: theirs.document })
    },
  }
}

function useSaving(draft: AgreementDraft, text: string, title: string) {
  const write = useWriteDraft(draft.id)
  const [problem, setProblem] = useState<Saving | null>(null)
  const [isSaving, setSaving] = useState(false)
  const { document: savedText, title: savedTitle, proposedAs } = draft
  const isChanged = isUnsaved(text, savedText, title, savedTitle)
  const latest = useRef({ text, title, revision: draft.revision })
  useEffect(() => {
    latest.current = { text, title, revision: draft.revision }
  })
  const running = useRef<Promise<boolean> | null>(null)
  const saveNow = async (shared?: boolean): Promise<boolean> => {
    const { text: document, title: named, revision } = latest.current
    setSaving(true)
    try {
      const body = { title: named.trim() || draft.title, document, revision }
      await write.save({ ...body, ...(shared !== undefined && { shared }) })
      setProblem(null)
      return true
    } catch (error) {
      const failed = error instanceof RequestFailed ? error : null
      setProblem({
        kind: failed?.code === 'conflict' ? 'conflict' : 'failed',
        text: failed?.detail ?? String(error),
      })
      return false
    } finally {
      setSaving(false)
    }
  }
  /** One after the other: a second saving needs the revision that the first one left. */
  const save = async (shared?: boolean): Promise<boolean> => {
    while (running.current !== null) await running.current
    running.current = saveNow(shared)
    try {
      return await running.current
    } finally {
      running.current = null
    }
  }
  const saveLater = useRef(save)
  useEffect(() => {
    saveLater.current = save
  })
  useEffect(() => {
    if (!isUnsaved(text, savedText, title, savedTitle) || proposedAs !== null) return
    if (problem?.kind === 'conflict') return
    const wait = problem === null ? SAVE_AFTER_MS : SAVE_AGAIN_AFTER_MS
    const timer = setTimeout(() => void saveLater.current(), wait)
    return () => clearTimeout(timer)
  }, [text, savedText, title, savedTitle, proposedAs, problem])
  const saving: Saving = problem ?? { kind: isSaving ? 'saving' : isChanged ? 'unsaved' : 'saved' }
  return {
    save,
    saving,
    take: async () => {
      setProblem(null)
      return write.read()
    },
  }
}

/** A title that says nothing is not saved. */
function isUnsaved(text: string, savedText: string, title: string, savedTitle: string): boolean {
  return text !== savedText || (title.trim() !== savedTitle && title.trim() !== '')
}
