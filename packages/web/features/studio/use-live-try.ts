/** What a document would have done, asked again with every change and never behind a newer answer. */
import type { ComparedLine, TryLine } from '@baton/protocol'
import { useEffect, useReducer, useRef } from 'react'
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
  /** About the same document, as they come. */
  readonly more: readonly MoreLine[]
  /** All of it has come. */
  readonly isWhole: boolean
  readonly problem: string | null
  /** From asking to answer, in milliseconds. */
  readonly tookMs: number
}

const NOTHING: LiveTry = { compared: null, of: null, more: [], isWhole: false, problem: null, tookMs: 0 }

type News =
  | { readonly kind: 'compared'; readonly of: string; readonly line: ComparedLine; readonly tookMs: number }
  | { readonly kind: 'more'; readonly of: string; readonly line: MoreLine }
  | { readonly kind: 'whole'; readonly of: string }
  | { readonly kind: 'problem'; readonly of: string; readonly text: string }

function heard(live: LiveTry, news: News): LiveTry {
  switch (news.kind) {
    case 'compared': {
      const isSame = live.of === news.of
      return {
        compared: news.line,
        of: news.of,
        more: isSame ? live.more : [],
        isWhole: isSame && live.isWhole,
        problem: null,
        tookMs: news.tookMs,
      }
    }
    case 'more':
      return live.of === news.of ? { ...live, more: [...live.more, news.line] } : live
    case 'whole':
      return live.of === news.of ? { ...live, isWhole: true } : live
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

export function useLiveTry({ document, against, listed, threshold }: Tried): LiveTry {
  const [live, tell] = useReducer(heard, NOTHING)
  const asking = useRef<LatestFirst<string> | null>(null)
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
        if (!signal.aborted) tell({ kind: 'problem', of: asked, text: saidOf(error) })
      }
    })
    asking.current = own
    return () => own.stop()
  }, [against, listed])
  useEffect(() => {
    if (document !== null) asking.current?.ask(document)
  }, [document, against, listed])
  // Once the comparison has come: what comes before it would be about nothing on the screen.
  useMore({ document: live.of === document ? document : null, against, threshold }, tell)
  return live
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
