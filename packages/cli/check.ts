/** `baton check`: is this file an agreement, and do its golden leads come out as agreed? */
import {
  agreementHash,
  compileAgreement,
  type ExampleResult,
  type Problem,
  readAgreement,
  readCatalogue,
  runExamples,
  standardCatalogue,
} from '@baton/engine'
import { sayReason } from '@baton/words'
import { isZone, zoneOffsets } from '@baton/zones'
import { programHash } from '@baton/engine/program'
import { Command } from 'commander'
import { agreementFile, agreementOfProgram } from './agreement-file.ts'
import { isProgram, programAgainst } from './program-files.ts'
import { readText } from './read-text.ts'

interface CheckOptions {
  readonly agreement?: string
  readonly catalogue?: string
  readonly json?: boolean
}

export function checkCommand(): Command {
  return new Command('check')
    .description('Check an agreement or a program: every problem with its place, and golden leads')
    .argument('<file.yaml>', 'the agreement to check, or the program')
    .option('--agreement <agreement.yaml>', 'of a program, the agreement that it is read against')
    .option(
      '--catalogue <file>',
      'YAML with a `catalogue:` section of further events and fields, such as a mapping',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Exit codes: 0 all is well, 1 problems or golden leads that come out otherwise.

Examples:
  $ baton check agreements/northbeam-b2b.yaml
  $ baton check docs/programs/first-steps.yaml --agreement agreements/northbeam-b2b.yaml`,
    )
    .action((file: string, options: CheckOptions) => {
      const result = check(file, options)
      if (options.json) console.log(JSON.stringify(result, null, 2))
      else for (const line of report(file, result)) console.log(line)
      if (!result.passed) process.exitCode = 1
    })
}

interface CheckResult {
  readonly kind: 'agreement' | 'program'
  readonly passed: boolean
  readonly hash: string | null
  readonly problems: readonly Problem[]
  readonly examples: readonly ExampleResult[]
}

function check(file: string, options: CheckOptions): CheckResult {
  const text = readText(file)
  return isProgram(text) ? checkProgram(file, text, options) : checkAgreement(text, file, options)
}

function checkProgram(file: string, text: string, options: CheckOptions): CheckResult {
  const against = agreementFile(agreementOfProgram(file, options.agreement), options.catalogue)
  const { program, problems } = programAgainst(text, against.agreement, against.catalogue)
  const zone = program?.hours?.zone
  if (zone !== undefined && !isZone(zone))
    throw new Error(`${file}: hours.zone: found ${zone}, expected a time zone that is known here`)
  const hash = program && programHash(program)
  return { kind: 'program', passed: program !== null, hash, problems, examples: [] }
}

function checkAgreement(text: string, file: string, options: CheckOptions): CheckResult {
  const kind = 'agreement'
  const { catalogue, problems: catalogueProblems } = options.catalogue
    ? readCatalogue(readText(options.catalogue))
    : { catalogue: standardCatalogue, problems: [] }
  if (!catalogue) return { kind, passed: false, hash: null, problems: catalogueProblems, examples: [] }
  const { agreement, problems } = readAgreement(text, catalogue)
  const zone = agreement?.handoff.hours?.zone
  if (zone !== undefined && !isZone(zone))
    throw new Error(`${file}: handoff.hours.zone: found ${zone}, expected a time zone that is known here`)
  const examples = agreement ? runExamples(compileAgreement(agreement, catalogue, zoneOffsets)) : []
  return {
    kind,
    passed: agreement !== null && examples.every((example) => example.passed),
    hash: agreement && agreementHash(agreement),
    problems,
    examples,
  }
}

function* report(file: string, result: CheckResult): Generator<string> {
  for (const problem of result.problems) {
    const { severity, line, column, path, found, expected, remedy } = problem
    yield `${file}:${line}:${column} ${severity}: ${path ? `${path}: ` : ''}found ${found}, expected ${expected}; ${remedy}`
  }
  for (const example of result.examples) {
    yield `${example.passed ? '✔' : '✖'} ${example.name}`
    if (!example.passed) yield* deviation(example)
  }
  const failed = result.examples.filter((example) => !example.passed).length
  const errors = result.problems.filter(({ severity }) => severity === 'error').length
  const warnings = result.problems.length - errors
  if (result.kind === 'program') {
    yield result.passed
      ? `${file} is a program${warnings ? ` with ${counted(warnings, 'warning')}` : ''} (${result.hash?.slice(0, 12)})`
      : `${file}: ${counted(errors, 'problem')}`
    return
  }
  yield result.passed
    ? `${file} is an agreement${warnings ? ` with ${counted(warnings, 'warning')}` : ''}; ${counted(result.examples.length, 'golden lead')} as agreed (${result.hash?.slice(0, 12)})`
    : `${file}: ${counted(errors, 'problem')}, ${counted(failed, 'golden lead')} otherwise than agreed`
}

function* deviation({ expected, observed, verdict }: ExampleResult): Generator<string> {
  yield `    expected ${JSON.stringify(expected)}`
  yield `    observed ${JSON.stringify({ ...observed, score: Math.round(observed.score * 10) / 10 })}`
  for (const { tier, met, reason } of verdict.tiers) {
    const { expected: asked, observed: found } = sayReason(reason)
    yield `    tier ${tier} ${met ? 'holds' : 'does not hold'}: ${asked.toLowerCase()}, ${found}`
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
