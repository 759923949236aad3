/** `baton import` without its words: from the paths of a file and a mapping to what came of it. */
import { readFile } from 'node:fs/promises'
import type { Problem } from '@baton/engine'
import { installAgreement, installFirstAgreement } from '../agreements/index.ts'
import { openIntake } from '../events/index.ts'
import { forgetOtherFolds } from '../judging/index.ts'
import { columnProblems } from './check-columns.ts'
import { dryRun, type DryRun } from './dry-run.ts'
import { importFile, type ImportProgress, type ImportSummary } from './import-file.ts'
import { inspectFile, type FileInspection } from './inspect-file.ts'
import type { Mapping } from './mapping.ts'
import { openDatabase } from '../open-database.ts'
import { whileLoading } from '../platform/postgres/loading.ts'
import { readMapping } from './read-mapping.ts'

export interface PreparedImport {
  readonly mapping: Mapping
  readonly mappingText: string
  readonly file: FileInspection
  readonly warnings: readonly Problem[]
}

export interface RunImportOptions {
  readonly dataDir: string
  readonly databaseUrl?: string
  readonly errorsPath: string
  /** Path of an agreement for a database that has none yet. */
  readonly agreementPath?: string
  readonly again: boolean
  readonly log: (line: string) => void
  readonly signal: AbortSignal
  readonly onProgress: (progress: ImportProgress) => void
}

/** Reads mapping and file as far as their columns; `problems` where they do not go together. */
export async function prepareImport(
  filePath: string,
  mappingPath: string,
): Promise<PreparedImport | { readonly problems: readonly Problem[] }> {
  const mappingText = await readFile(mappingPath, 'utf8')
  const { mapping, problems: warnings } = readMapping(mappingText)
  if (!mapping) return { problems: warnings }
  const columns = mapping.columns.map(({ column }) => column)
  const file = await inspectFile(filePath, mapping.csv, columns)
  const problems = columnProblems(mapping, file)
  return problems.length > 0 ? { problems } : { mapping, mappingText, file, warnings }
}

export async function tryImport({ mapping, file }: PreparedImport): Promise<DryRun> {
  return await dryRun(mapping, file, Date.now())
}

export async function runImport(
  { mapping, mappingText, file }: PreparedImport,
  options: RunImportOptions,
): Promise<ImportSummary | { readonly problems: readonly Problem[] }> {
  const { dataDir, databaseUrl, agreementPath, log, ...rest } = options
  const database = await openDatabase(dataDir, databaseUrl, log)
  try {
    if (agreementPath) {
      const installed = await installAgreement(database.pool, {
        document: await readFile(agreementPath, 'utf8'),
        additions: mapping.additions,
        note: `the agreement that ${mapping.source} was imported under`,
      })
      if (typeof installed === 'object') return installed
    } else {
      await installFirstAgreement(database.pool)
    }
    await forgetOtherFolds(database.pool)
    const intake = openIntake({ pool: database.pool, log })
    try {
      const load = async () =>
        await importFile({
          ...rest,
          pool: database.pool,
          intake,
          file,
          mapping,
          mappingText,
          now: Date.now,
        })
      return await whileLoading(database.pool, load)
    } finally {
      await intake.stop()
    }
  } finally {
    await database.close()
  }
}
