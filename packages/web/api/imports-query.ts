/** Imports of files: the list, which is read again while one is under way, and what is done with them. */
import type { Import, ImportFile, ImportMapping } from '@baton/protocol'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { useRereadLeads } from './identity-query.ts'
import { request, RequestFailed, sendFile } from './request.ts'

const WATCH_MS = 1_000
/** What the server takes at most. */
const FILE_BYTES_MAX = 50_000_000

export const importsOptions = queryOptions({
  queryKey: ['imports'],
  queryFn: async ({ signal }): Promise<readonly Import[]> => (await request('imports', { signal })).data,
  refetchInterval: ({ state }) => (state.data?.some(isUnderWay) === true ? WATCH_MS : false),
})

/** It runs, or is being taken back. */
export function isUnderWay({ state }: Pick<Import, 'state'>): boolean {
  return state === 'running' || state === 'undoing'
}

/** The imports. Once none is under way any more, what is shown of leads is read again. */
export function useImports() {
  const imports = useQuery(importsOptions)
  const reread = useRereadLeads()
  const underWay = imports.data?.some(isUnderWay) ?? false
  const was = useRef(false)
  useEffect(() => {
    if (was.current && !underWay) void reread()
    was.current = underWay
  }, [underWay, reread])
  return imports
}

export function useRunImports() {
  const queries = useQueryClient()
  return useMemo(() => {
    const reread = () => queries.invalidateQueries({ queryKey: importsOptions.queryKey })
    return {
      start: async (file: string, mapping: ImportMapping) => {
        await request('startImport', { body: { file, mapping } })
        await reread()
      },
      stop: async (id: string) => {
        await request('stopImport', { params: { id } })
        await reread()
      },
      undo: async (id: string) => {
        await request('undoImport', { params: { id } })
        await reread()
      },
    }
  }, [queries])
}

/** Sends a file to look at. One that is too large is not even begun with: the server would hang up. */
export async function sendImportFile(file: File): Promise<ImportFile> {
  if (file.size > FILE_BYTES_MAX)
    throw new RequestFailed(
      413,
      'too_large',
      `${file.name} has ${Math.ceil(file.size / 1_000_000)} MB; at most 50 MB are taken. Pack it with gzip, or use the command line.`,
    )
  return await sendFile('uploadFile', file)
}
