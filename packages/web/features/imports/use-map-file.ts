import type { ImportFile, ImportMapping, ImportTry } from '@baton/protocol'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useRunImports } from '../../api/imports-query.ts'
import { request } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { isSourceName, mappingToSend } from './edited-mapping.ts'

interface Tried {
  /** Counts the tries. */
  readonly number: number
  /** As it was edited then. */
  readonly mapping: ImportMapping
  readonly answer: ImportTry
}

export interface MapFile {
  readonly file: ImportFile
  readonly mapping: ImportMapping
  readonly change: (change: Partial<ImportMapping>) => void
  readonly tried: Tried | null
  /** The last try was of the mapping as it stands. */
  readonly isCurrent: boolean
  readonly mayTry: boolean
  readonly mayImport: boolean
  readonly doing: 'try' | 'import' | null
  readonly problem: string | null
  readonly tryIt: () => void
  readonly begin: () => void
}

/** What the columns of a file mean, as it is edited, tried, and imported once a try went well. */
export function useMapFile(file: ImportFile): MapFile {
  const [mapping, setMapping] = useState<ImportMapping>(file.mapping)
  const [tried, setTried] = useState<Tried | null>(null)
  const [doing, setDoing] = useState<MapFile['doing']>(null)
  const { pending, problem, send } = useSending()
  const { start } = useRunImports()
  const navigate = useNavigate()
  const isCurrent = tried !== null && tried.mapping === mapping
  const mayTry = isSourceName(mapping.source) && !pending
  const mayImport = isCurrent && tried.answer.result !== null && !pending
  const sendAs = (what: 'try' | 'import', work: () => Promise<void>) => {
    setDoing(what)
    void send(work)
  }
  return {
    file,
    mapping,
    change: (change) => setMapping((before) => ({ ...before, ...change })),
    tried,
    isCurrent,
    mayTry,
    mayImport,
    doing: pending ? doing : null,
    problem,
    tryIt: () => {
      if (!mayTry) return
      sendAs('try', async () => {
        const body = { file: file.id, mapping: mappingToSend(mapping) }
        const answer = await request('tryImport', { body })
        setTried((before) => ({ number: (before?.number ?? 0) + 1, mapping, answer }))
      })
    },
    begin: () => {
      if (!mayImport) return
      sendAs('import', async () => {
        await start(file.id, mappingToSend(mapping))
        await navigate({ to: '/imports' })
      })
    },
  }
}
