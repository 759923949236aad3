/** Trying a document on all of history: how far it is, and what it found. */
import type { ProgramTried } from '@baton/protocol'
import { useEffect, useRef, useState } from 'react'
import { tryProgram } from '../../api/try-agreement.ts'
import { RequestFailed } from '../../api/request.ts'

export type TryState =
  | { readonly at: 'idle' }
  | { readonly at: 'running'; readonly done: number; readonly of: number }
  | { readonly at: 'failed'; readonly detail: string }
  | {
      readonly at: 'done'
      readonly id: string
      /** The document that was tried. */
      readonly document: string
      readonly tried: ProgramTried
      readonly running: ProgramTried | null
    }

export function useTry() {
  const [state, setState] = useState<TryState>({ at: 'idle' })
  const ending = useRef<AbortController | null>(null)
  useEffect(() => () => ending.current?.abort(), [])
  const begin = async (document: string, program: string | null) => {
    ending.current?.abort()
    const own = new AbortController()
    ending.current = own
    setState({ at: 'running', done: 0, of: 0 })
    try {
      for await (const line of tryProgram({ document, program }, own.signal)) {
        if (own.signal.aborted) return
        if (line.line === 'progress') setState({ at: 'running', done: line.done, of: line.of })
        else if (line.line === 'failed') setState({ at: 'failed', detail: line.detail })
        else setState({ at: 'done', document, id: line.id, tried: line.tried, running: line.running })
      }
    } catch (error) {
      if (own.signal.aborted) return
      setState({ at: 'failed', detail: error instanceof RequestFailed ? error.detail : String(error) })
    }
  }
  return { state, begin }
}
