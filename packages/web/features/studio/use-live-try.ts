/** What a document would have done, asked again with every change and never behind a newer answer. */
import type { ComparedLine, TryLine } from '@baton/protocol'
import { useCallback, useEffect, useReducer, useRef } from 'react'
import { RequestFailed } from '../../api/request.ts'
import { tryAgreement } from '../../api/try-agreement.ts'
import { latestFirst, type LatestFirst } from './latest-first.ts'

/** Lines of an answer that are worked out after the comparison. */
export type MoreLine = Exclude<TryLine, { kind: 'compared' | 'done' | 'failed' }>

export interface LiveTry {
  /** Of the newest document that was answered; null before the first answer. */
  readonly compared: ComparedLine | null
  /** The document that `compared` is about. */
  readonly of: string | null
  /** What was worked out last, all of it; before that, what has come so far. */
  readonly more: readonly MoreLine[]
  /** `more` is all of it, and about the document that `compared` is about. */
  readonly isWhole: boolean
  /** About the newest document, as it comes. */
  readonly coming: readonly MoreLine[]
  /** Something was whole once. */
  readonly hadAll: boolean
  readonly problem: string | null
  /** From asking to answer, in milliseconds. */
  readonly tookMs: number
}

const NOTHING: LiveTry = {
  compared: null,
  of: null,
  more: [],
  isWhole: false,
  coming: [],
  hadAll: false,
  problem: null,
  tookMs: 0,
}

type News =
  | { readonly kind: 'compared'; readonly of: string; readonly line: ComparedLine; readonly tookMs: number }
  | { readonly kind: 'more'; readonly of: string; readonly line: MoreLine }
  | { readonly kind: 'begun' | 'whole'; readonly of: string }
  | { readonly kind: 'problem'; readonly of: string; readonly text: string }

function heard(live: LiveTry, news: News): LiveTry {
  switch (news.kind) {
    case 'compared': {
      const isSame = live.of === news.of
      return {
        ...live,
        compared: news.line,
        of: news.of,
        // What stands there of the last document stays, so that nothing moves while somebody drags.
        isWhole: isSame && live.isWhole,
        coming: isSame ? live.coming : [],
        problem: null,
        tookMs: news.tookMs,
      }
    }
    case 'more': {
      if (live.of !== news.of) return live
      const coming = [...live.coming, news.line]
      // The very first time it is shown as it comes.
      return { ...live, coming, more: live.hadAll ? live.more : coming }
    }
    case 'begun':
      return live.of === news.of ? { ...live, coming: [], isWhole: false } : live
    case 'whole':
      return live.of === news.of ? { ...live, more: live.coming, isWhole: true, hadAll: true } : live
    case 'problem':
      return { ...live, problem: news.text }
  }
}

/** What takes longer begins when nothing changed for so long. */
const QUIET_MS = 350

export interface Tried {
  /** Null: it cannot be read, so what was answered last stays. */
  readonly document: string | null
  readonly against: number | undefined
  /** Most leads that are named of each kind. */
  readonly listed: number
  /** Clause of the threshold that the frontier is drawn over. */
  readonly threshold: string | undefined
}

/** `hurry` asks at once, before anything is drawn, about a document that is about to be given. */
export function useLiveTry({
  document,
  against,
  listed,
  threshold,
}: Tried): LiveTry & { readonly hurry: (document: string) => void } {
  const [live, tell] = useReducer(heard, NOTHING)
  const asking = useRef<LatestFirst<string> | null>(null)
  const asked = useRef<string | null>(null)
  const isFresh = useRef(true)
  useEffect(() => {
    const own = latestFirst<string>(async (asked, signal) => {
      const began = performance.now()
      try {
        const body = { document: asked, listed, fresh: isFresh.current, ...(against && { against }) }
        isFresh.current = false
        for await (const line of tryAgreement(body, signal)) {
          if (line.kind === 'compared')
            tell({ kind: 'compared', of: asked, line, tookMs: performance.now() - began })
          else if (line.kind === 'failed') tell({ kind: 'problem', of: asked, text: line.detail })
        }
      } catch (error) {
        // What cannot be read is said beside the document.
        const isUnreadable = error instanceof RequestFailed && error.code === 'invalid_agreement'
        if (!signal.aborted && !isUnreadable) tell({ kind: 'problem', of: asked, text: saidOf(error) })
      }
    })
    asking.current = own
    // Whatever was asked of the one before is asked again.
    if (asked.current !== null) own.ask(asked.current)
    return () => own.stop()
  }, [against, listed])
  const hurry = useCallback((wanted: string) => {
    if (wanted === asked.current) return
    asked.current = wanted
    asking.current?.ask(wanted)
  }, [])
  useEffect(() => {
    if (document !== null) hurry(document)
  }, [document, hurry])
  // Once the comparison has come: what comes before it would be about nothing on the screen.
  useMore({ document: live.of === document ? document : null, against, threshold }, tell)
  return { ...live, hurry }
}

/** The frontier and the clauses: taken back with the next change. */
function useMore({ document, against, threshold }: Omit<Tried, 'listed'>, tell: (news: News) => void) {
  useEffect(() => {
    if (document === null) return
    const leaving = new AbortController()
    const ask = async () => {
      const body = {
        document,
        listed: 0,
        more: ['frontier' as const, 'clauses' as const],
        ...(against && { against }),
        ...(threshold && { threshold }),
      }
      try {
        tell({ kind: 'begun', of: document })
        for await (const line of tryAgreement(body, leaving.signal)) {
          if (line.kind === 'compared') continue
          if (line.kind === 'done') tell({ kind: 'whole', of: document })
          else if (line.kind === 'failed') tell({ kind: 'problem', of: document, text: line.detail })
          else tell({ kind: 'more', of: document, line })
        }
      } catch (error) {
        if (!leaving.signal.aborted) tell({ kind: 'problem', of: document, text: saidOf(error) })
      }
    }
    const timer = setTimeout(() => void ask(), QUIET_MS)
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [document, against, threshold, tell])
}

function saidOf(error: unknown): string {
  return error instanceof RequestFailed ? error.detail : String(error)
}
