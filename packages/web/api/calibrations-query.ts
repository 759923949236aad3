import type { Calibration } from '@baton/protocol'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Body } from './paths.ts'
import { request } from './request.ts'

/** The other side judges while somebody looks. */
const READ_AGAIN_MS = 10_000

export const calibrationsOptions = queryOptions({
  queryKey: ['calibrations'],
  queryFn: async ({ signal }) => (await request('calibrations', { signal })).data,
})

export function calibrationOptions(id: string) {
  return queryOptions({
    queryKey: ['calibration', id],
    queryFn: ({ signal }): Promise<Calibration> => request('calibration', { params: { id }, signal }),
  })
}

export function useCalibrations() {
  return useQuery(calibrationsOptions)
}

export function useCalibration(id: string) {
  return useQuery({
    ...calibrationOptions(id),
    refetchInterval: ({ state }) => (state.data?.result === null ? READ_AGAIN_MS : false),
  })
}

/** Begins a round, and gives it once it is there. */
export function useBeginCalibration() {
  const queries = useQueryClient()
  return async (body: Body<'addCalibration'>): Promise<Calibration> => {
    const round = await request('addCalibration', { body })
    queries.setQueryData(calibrationOptions(round.id).queryKey, round)
    void queries.invalidateQueries({ queryKey: calibrationsOptions.queryKey })
    return round
  }
}

/**
 * Says whether a lead is worth a call: it shows at once, and is sent behind the ones before it. What the server answers is
 * taken when nothing more is on its way, so that no answer takes back what was said after it.
 */
export function useLabelLead(id: string, onRefused: (error: unknown) => void) {
  const queries = useQueryClient()
  const sending = useRef<{ readonly last: Promise<unknown>; readonly count: number }>({
    last: Promise.resolve(),
    count: 0,
  })
  const { queryKey } = calibrationOptions(id)
  /** The round as it is from now on; undefined where none is shown. */
  return (label: Body<'labelLead'>): Calibration | undefined => {
    void queries.cancelQueries({ queryKey })
    const round = queries.setQueryData(queryKey, (shown) => shown && withLabel(shown, label))
    const send = () => request('labelLead', { params: { id }, body: label })
    const sent = sending.current.last.then(send, send)
    const count = sending.current.count + 1
    sending.current = { last: sent, count }
    const isLast = () => sending.current.count === count
    sent.then(
      (answer) => {
        if (!isLast()) return
        queries.setQueryData(queryKey, answer)
        void queries.invalidateQueries({ queryKey: calibrationsOptions.queryKey })
      },
      (error: unknown) => {
        void queries.invalidateQueries({ queryKey })
        onRefused(error)
      },
    )
    return round
  }
}

/** A round as it will be once the server knows what was said. */
function withLabel(
  round: Calibration,
  { position, worthACall }: { readonly position: number; readonly worthACall: boolean },
): Calibration {
  const { side } = round
  if (side === null) return round
  const cards = round.cards.map((card) =>
    card.position === position ? { ...card, label: worthACall } : card,
  )
  const judged = cards.filter(({ label }) => label !== null).length
  return { ...round, cards, judged: { ...round.judged, [side]: judged } }
}
