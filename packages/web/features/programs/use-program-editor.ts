/** A program being written: one text, read as it changes, kept when somebody says so. */
import { audienceContext, type AudienceContext } from '@baton/engine/audience'
import { type Program, readProgram } from '@baton/engine/program'
import type { ProgramDetail, ProgramProblem } from '@baton/protocol'
import { useMemo, useState } from 'react'
import { useAgreementModel } from '../../api/agreement-query.ts'
import { useProgramCheck, useWriteProgram } from '../../api/programs-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { toast } from '../../ui/toast.ts'

export type ProgramEditing = ReturnType<typeof useProgramEditor>

/** Undefined until the agreement is there. */
export function useAudienceContext(): AudienceContext | undefined {
  const { data: model } = useAgreementModel()
  return useMemo(() => (model?.compiled ? audienceContext(model.compiled) : undefined), [model])
}

export function useProgramEditor(detail: ProgramDetail, context: AudienceContext, mayWrite: boolean) {
  const [saved, setSaved] = useState(detail)
  const [{ text, past }, setWritten] = useState<{ readonly text: string; readonly past: readonly string[] }>({
    text: detail.draft,
    past: [],
  })
  const reading = useMemo(() => readProgram(text, context), [text, context])
  const [lastRead, setLastRead] = useState<Program | null>(reading.program)
  if (reading.program && reading.program !== lastRead) setLastRead(reading.program)
  const check = useProgramCheck(text, mayWrite && reading.program !== null)
  const { change, start, setState } = useWriteProgram()
  const { pending, problem, send } = useSending()
  const isChanged = text !== saved.draft
  const write = (next: string | null) => {
    if (next === null || next === text) return
    setWritten({ text: next, past: [...past, text].slice(-200) })
  }
  const keep = async (): Promise<ProgramDetail> => {
    if (!isChanged) return saved
    const kept = await change(saved.id, { document: text, revision: saved.revision })
    setSaved(kept)
    return kept
  }
  const problems: readonly ProgramProblem[] = reading.program
    ? (check.data?.problems ?? [])
    : reading.problems
  return {
    saved,
    text,
    /** As it was when it could be read last. */
    program: reading.program ?? lastRead,
    /** False: the text cannot be read, and only the text can be changed. */
    isReadable: reading.program !== null,
    problems,
    places: reading.places,
    context,
    mayWrite: mayWrite && saved.state !== 'ended',
    isChanged,
    isSound: reading.program !== null && problems.every(({ severity }) => severity !== 'error'),
    pending,
    problem,
    write,
    canUndo: past.length > 0,
    undo: () => {
      const before = past.at(-1)
      if (before !== undefined) setWritten({ text: before, past: past.slice(0, -1) })
    },
    save: () =>
      void send(async () => {
        await keep()
        toast('Saved. It runs once you start it.')
      }),
    start: (then: () => void) =>
      void send(async () => {
        const { id, revision } = await keep()
        setSaved(await start(id, revision))
        toast('It runs.')
        then()
      }),
    setState: (state: 'running' | 'paused' | 'ended') =>
      void send(async () => setSaved(await setState(saved.id, state))),
  }
}
