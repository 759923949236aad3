/** Doing something with a lead. Each intention has one id: sent twice it is still done once. */
import type { Acted } from '@baton/protocol'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { toast } from '../ui/toast.ts'
import type { Body } from './paths.ts'
import { queueAfterAct } from './queue-patch.ts'
import { queueOptions } from './queue-query.ts'
import { request, RequestFailed } from './request.ts'

/** An act as it is sent; what has a default may be left out. */
export type Act = Body<'actOnLead'>['act']

const TRIES = 3
const PAUSE_MS = 700

export interface DoingActs {
  /** The act's outcome; null when it was refused, and then `problem` says why. */
  readonly act: (act: Act, given?: ActGiven) => Promise<Acted | null>
  readonly pending: boolean
  /** What the server said against the last act. */
  readonly problem: string | null
}

export interface ActGiven {
  /** The pass through sales that is meant. */
  readonly cycle?: number
  /** True: the refusal is shown by the caller, from `problem`, and not as a message. */
  readonly quiet?: boolean
}

/** Acts on one lead. */
export function useAct(leadId: string): DoingActs {
  const { act, pending, problem } = useActs()
  const actOnThis = useCallback<DoingActs['act']>(
    (wanted, given) => act(leadId, wanted, given),
    [act, leadId],
  )
  return { act: actOnThis, pending, problem }
}

/** Acts on any lead, for lists. */
export function useActs() {
  const queries = useQueryClient()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const intention = useRef<{ readonly key: string; readonly id: string } | null>(null)
  const act = useCallback(
    async (leadId: string, wanted: Act, given: ActGiven = {}): Promise<Acted | null> => {
      const key = `${leadId} ${JSON.stringify(wanted)}`
      // The same again after silence is the same intention: if it had arrived, it is not done a second time.
      if (intention.current?.key !== key) intention.current = { key, id: crypto.randomUUID() }
      const { id } = intention.current
      setPending(true)
      setProblem(null)
      try {
        const cycle = given.cycle === undefined ? {} : { cycle: given.cycle }
        const acted = await sendAct(queries, leadId, { id, ...cycle, act: wanted })
        intention.current = null
        return acted
      } catch (error) {
        if (!isSilence(error)) intention.current = null
        const text = error instanceof RequestFailed ? error.detail : String(error)
        setProblem(text)
        if (given.quiet !== true) toast(text, { tone: 'problem' })
        return null
      } finally {
        setPending(false)
      }
    },
    [queries],
  )
  return { act, pending, problem }
}

async function sendAct(queries: QueryClient, leadId: string, body: Body<'actOnLead'>): Promise<Acted> {
  const before = queries.getQueryData(queueOptions.queryKey)
  const expected = before && queueAfterAct(before, leadId, body.act, new Date().toISOString())
  if (expected) {
    await queries.cancelQueries({ queryKey: queueOptions.queryKey })
    queries.setQueryData(queueOptions.queryKey, expected)
  }
  try {
    return await sendPatiently(leadId, body)
  } catch (error) {
    if (expected) queries.setQueryData(queueOptions.queryKey, before)
    throw error
  } finally {
    for (const key of [['queue'], ['lead', leadId], ['team-view'], ['triage'], ['leads'], ['opportunities']])
      void queries.invalidateQueries({ queryKey: key })
  }
}

/** Tries again while nobody answers. */
async function sendPatiently(leadId: string, body: Body<'actOnLead'>): Promise<Acted> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await request('actOnLead', { params: { id: leadId }, body })
    } catch (error) {
      if (!isSilence(error) || attempt === TRIES) throw error
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt))
    }
  }
}

function isSilence(error: unknown): boolean {
  return error instanceof RequestFailed && (error.status === 0 || error.status >= 500)
}
