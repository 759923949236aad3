/** `baton import`: the rows of a file as leads, facts, events and outcomes. */
import { resolve } from 'node:path'
import type { Problem } from '@baton/engine'
import { type ImportSummary, prepareImport, runImport, tryImport } from '@baton/server/imports'
import { Command } from 'commander'
import { importProgress } from './import-progress.ts'
import { dataDirOption } from './serve.ts'

export interface ImportCommandOptions {
  readonly map: string
  readonly errors?: string
  readonly agreement?: string
  readonly dryRun?: true
  readonly again?: true
  readonly json?: true
  readonly dataDir: string
}

const EXIT = { done: 0, failed: 1, rejected: 3 } as const

export function importCommand(): Command {
  return new Command('import')
    .description('Import a CSV file as leads, facts, events and outcomes, by a mapping of its columns')
    .argument('<file>', 'the CSV file, plain or gzip')
    .requiredOption('--map <mapping>', 'the mapping, a YAML file')
    .option('--errors <file>', 'where refused rows go (default: FILE.errors.csv)')
    .option('--agreement <file>', 'the agreement to judge by, for a data directory that has none yet')
    .option('--dry-run', 'read everything, write nothing, and say what would happen')
    .option('--again', 'send every row again, also of a file imported before; known rows change nothing')
    .option('--json', 'the summary as JSON on standard output')
    .addOption(dataDirOption())
    .addHelpText(
      'after',
      `
An import that was interrupted goes on where it stopped when it is run again. A file that was imported to its end is
known by its content, and running it again changes nothing. It may run beside a server on the same data.

Environment: BATON_DATA_DIR, DATABASE_URL (a PostgreSQL 15 or newer of your own instead of the one inside).
Exit codes: 0 imported; 1 could not be imported, or interrupted; 3 imported, but some rows were refused.

Example:
  $ baton import contacts.csv --map contacts.yaml --dry-run
  $ baton import contacts.csv --map contacts.yaml --data-dir ./.baton`,
    )
    .action(async (file: string, options: ImportCommandOptions) => {
      process.exitCode = await importAndSay(file, options)
    })
}

async function importAndSay(path: string, options: ImportCommandOptions): Promise<number> {
  const prepared = await prepareImport(path, options.map)
  if ('problems' in prepared) return sayProblems(prepared.problems, options.map, options)
  if (!options.json) for (const warning of prepared.warnings) console.error(sentence(warning, options.map))
  if (options.dryRun) return await tryAndSay(prepared, options)
  const progress = importProgress(process.stderr, prepared.file.lines)
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const result = await runImport(prepared, {
    dataDir: resolve(options.dataDir),
    databaseUrl: process.env['DATABASE_URL'],
    errorsPath: options.errors ?? `${path}.errors.csv`,
    agreementPath: options.agreement,
    again: options.again === true,
    log: (line) => console.error(line),
    signal: stop.signal,
    onProgress: (done) => progress.show(done),
  })
  progress.clear()
  if ('problems' in result) return sayProblems(result.problems, options.agreement ?? options.map, options)
  if (options.json) console.log(JSON.stringify({ ...result, rowsPerSecond: rowsPerSecond(result) }))
  else for (const line of summaryLines(result, path)) console.log(line)
  if (result.status === 'interrupted') return EXIT.failed
  return result.rejected > 0 ? EXIT.rejected : EXIT.done
}

async function tryAndSay(
  prepared: Parameters<typeof tryImport>[0],
  { json }: ImportCommandOptions,
): Promise<number> {
  const result = await tryImport(prepared)
  const { encoding, delimiter, isGzip } = prepared.file
  if (json) console.log(JSON.stringify({ ...result, encoding, delimiter, isGzip }))
  else {
    const written = `${encoding}, cells divided by ${delimiter === '\t' ? 'tabs' : `"${delimiter}"`}${isGzip ? ', gzip' : ''}`
    console.log(`${number(result.rows)} rows (${written}) would tell of ${number(result.leads)} leads:`)
    for (const line of countLines(result.events)) console.log(line)
    if (result.silent > 0) console.log(`${number(result.silent)} rows tell nothing under this mapping.`)
    if (result.rejected > 0) console.log(`${number(result.rejected)} rows would be refused, such as:`)
    for (const { line, column, text, reason } of result.rejections) {
      console.log(`  line ${line}${column ? `, ${column}` : ''}${text ? `: "${text}"` : ''} ${reason}`)
    }
    if (result.sample.length > 0) console.log('The first events:')
    for (const { receivedAt: _, occurredAt, ...event } of result.sample) {
      console.log(`  ${JSON.stringify({ ...event, occurredAt: new Date(occurredAt).toISOString() })}`)
    }
    console.log('Nothing was written.')
  }
  return result.rejected > 0 ? EXIT.rejected : EXIT.done
}

function sayProblems(problems: readonly Problem[], path: string, { json }: ImportCommandOptions): number {
  if (json) console.log(JSON.stringify({ problems }))
  else for (const problem of problems) console.error(sentence(problem, path))
  return EXIT.failed
}

function sentence({ line, column, severity, found, expected, remedy }: Problem, path: string): string {
  return `${path}:${line}:${column}: ${severity}: found ${found}, expected ${expected}; ${remedy}`
}

function summaryLines(summary: ImportSummary, path: string): readonly string[] {
  if (summary.status === 'already-imported') {
    return [
      `${path} was imported before, under the same mapping: nothing to do. (--again sends its rows again.)`,
    ]
  }
  const { stored, duplicates, rejected, silent, errorsFile, seconds } = summary
  const verb = summary.status === 'finished' ? 'Imported' : 'Interrupted after'
  const rate = `${number(rowsPerSecond(summary))} rows/s`
  return [
    `${verb} ${number(summary.rows)} rows in ${seconds.toFixed(1)} s (${rate}): ${number(stored)} events stored, ${number(duplicates)} known before.`,
    ...countLines(summary.events),
    ...(summary.rowsSkipped > 0
      ? [`Went on after ${number(summary.rowsSkipped)} rows of an earlier run.`]
      : []),
    ...(silent > 0 ? [`${number(silent)} rows tell nothing under this mapping.`] : []),
    ...(rejected > 0 ? [`${number(rejected)} rows were refused: see ${errorsFile}`] : []),
    ...(summary.status === 'interrupted' ? ['Run the same command again to go on.'] : []),
  ]
}

function countLines(events: Readonly<Record<string, number>>): readonly string[] {
  const entries = Object.entries(events).toSorted(([, a], [, b]) => b - a)
  const width = Math.max(0, ...entries.map(([, count]) => number(count).length))
  return entries.map(([name, count]) => `  ${number(count).padStart(width)}  ${name}`)
}

function rowsPerSecond({ rows, seconds }: ImportSummary): number {
  return Math.round(rows / Math.max(0.001, seconds))
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}
