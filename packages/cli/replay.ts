/** `baton replay`: what an agreement would have done over a history in files, without a server. */
import { type CompiledAgreement, compileAgreement } from '@baton/engine'
import { compareRuns } from '@baton/engine/compare'
import { frameFromFiles, ReplayThreads } from '@baton/server/replay'
import { sayAlone, sayComparison, sayProgramReplay } from '@baton/words'
import { zoneOffsets } from '@baton/zones'
import { Command, InvalidArgumentError } from 'commander'
import { basename } from 'node:path'
import { agreementFile, agreementOfProgram, sayProblems } from './agreement-file.ts'
import { isProgram, programAgainst, programReplayed } from './program-files.ts'
import { readText } from './read-text.ts'

interface ReplayOptions {
  readonly events: string
  readonly leads?: string
  readonly companies?: string
  readonly against?: string
  readonly agreement?: string
  readonly catalogue?: string
  readonly until?: number
  readonly list: number
  readonly json?: boolean
}

export const PLAN_EXIT = { noChange: 0, error: 1, change: 2 } as const

export function replayCommand(): Command {
  return new Command('replay')
    .description(
      'Judge a history in files by an agreement, or by two and compare them, or run a program over it; needs no server',
    )
    .argument('<file.yaml>', 'the agreement, or the program')
    .requiredOption('--events <file>', 'CSV or JSON lines: lead, event, at, trust, and properties')
    .option('--leads <file>', 'CSV or JSON lines: lead, company, and what is known of the lead')
    .option('--companies <file>', 'CSV or JSON lines: company, and what is known of it')
    .option('--against <agreement.yaml>', 'another agreement to compare with: the one that sales worked by')
    .option('--agreement <agreement.yaml>', 'of a program, the agreement that its leads are judged by')
    .option('--catalogue <file>', 'YAML with a `catalogue:` section of further events and fields')
    .option(
      '--until <time>',
      'the moment that the history is known up to (default: its last event)',
      readTime,
    )
    .option('--list <n>', 'how many leads of each kind to name', readCount, 10)
    .option('--json', 'print the comparison as JSON')
    .addHelpText(
      'after',
      `
In CSV, further columns are properties or fields, as the catalogue names them. A time without a zone is UTC.
Without --against the JSON compares the agreement with itself; its form is the Comparison of docs/plan.md.

Exit codes: 0 judged, and no change against the other; 2 a change; 1 an error.

Examples:
  $ baton replay candidate.yaml --against agreements/northbeam-b2b.yaml --events events.csv --leads leads.csv
  $ baton replay docs/programs/first-steps.yaml --agreement agreements/northbeam-b2b.yaml --events events.csv`,
    )
    .action(async (file: string, options: ReplayOptions) => {
      process.exitCode = await replayAndSay(file, options)
    })
}

export function readCount(text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count >= 0) return count
  throw new InvalidArgumentError(`A whole number is expected, not "${text}".`)
}

function readTime(text: string): number {
  const time = Date.parse(text)
  if (Number.isFinite(time)) return time
  throw new InvalidArgumentError(`A time is written as 2026-03-01 or 2026-03-01T10:00:00Z, not "${text}".`)
}

async function replayAndSay(file: string, options: ReplayOptions): Promise<number> {
  if (isProgram(readText(file))) return replayProgramAndSay(file, options)
  const candidate = compiledFile(file, options.catalogue)
  const baseline = options.against ? compiledFile(options.against, options.catalogue) : candidate
  const frame = await frameFromFiles(options, candidate.catalogue, options.until)
  const threads = new ReplayThreads(frame)
  try {
    const before = { compiled: baseline, run: await threads.replay(baseline) }
    const after =
      baseline === candidate ? before : { compiled: candidate, run: await threads.replay(candidate) }
    const comparison = compareRuns(frame, before, after)
    if (options.json) console.log(JSON.stringify(comparison))
    else if (!options.against) for (const line of sayAlone(comparison, basename(file))) console.log(line)
    else {
      const names = {
        baseline: basename(options.against),
        candidate: basename(file),
        lead: (id: string) => id,
      }
      for (const line of sayComparison(comparison, names, options.list)) console.log(line)
    }
    return comparison.isChange ? PLAN_EXIT.change : PLAN_EXIT.noChange
  } finally {
    await threads.close()
  }
}

async function replayProgramAndSay(file: string, options: ReplayOptions): Promise<number> {
  const { agreement, catalogue } = agreementFile(
    agreementOfProgram(file, options.agreement),
    options.catalogue,
  )
  const { program, problems } = programAgainst(readText(file), agreement, catalogue)
  if (!program) throw new Error(sayProblems(file, problems))
  const frame = await frameFromFiles(options, catalogue, options.until)
  const replay = programReplayed(program, agreement, catalogue, frame)
  if (options.json) console.log(JSON.stringify(replay))
  else for (const line of sayProgramReplay(replay, basename(file))) console.log(line)
  return PLAN_EXIT.noChange
}

function compiledFile(file: string, catalogueFile: string | undefined): CompiledAgreement {
  const { agreement, catalogue } = agreementFile(file, catalogueFile)
  return compileAgreement(agreement, catalogue, zoneOffsets)
}
