/** What is wrong with the document of a program: what the language says, and every name that nothing here answers to. */
import { type AudienceContext } from '@baton/engine/audience'
import {
  NEXT_BEST,
  type Program,
  type ProgramStep,
  readProgram,
  segmentsNamedBy,
} from '@baton/engine/program'
import { isZone } from '@baton/zones'
import type { ProgramProblem, ProgramWords } from '@baton/protocol'
import type pg from 'pg'
import { purposes } from '../consents/index.ts'
import type { SegmentBook } from '../segments/index.ts'

type Client = pg.Pool | pg.ClientBase

export interface CheckedProgram {
  /** Null while there are errors. */
  readonly program: Program | null
  readonly problems: readonly ProgramProblem[]
}

export function checkProgram(
  document: string,
  context: AudienceContext,
  words: ProgramWords,
): CheckedProgram {
  const { program, problems, places } = readProgram(document, context)
  const found: ProgramProblem[] = problems.map(
    ({ severity, path, line, column, found, expected, remedy }) => ({
      severity,
      path,
      line,
      column,
      found,
      expected,
      remedy,
    }),
  )
  if (program) {
    const unknown = (path: string, named: string, expected: string, remedy: string): ProgramProblem => {
      const place = places[path] ?? placeOf(document, named)
      const { line, column } = place
      return { severity: 'error', path, line, column, found: `\`${named}\``, expected, remedy }
    }
    found.push(...unknownNames(program, words, unknown))
  }
  const isSound = found.every(({ severity }) => severity !== 'error')
  return {
    program: isSound ? program : null,
    problems: found.toSorted((a, b) => a.line - b.line || a.column - b.column),
  }
}

type Unknown = (path: string, named: string, expected: string, remedy: string) => ProgramProblem

function unknownNames(program: Program, words: ProgramWords, unknown: Unknown): readonly ProgramProblem[] {
  const { purpose, hours } = program
  const has = (list: readonly { readonly id: string }[], id: string) => list.some((one) => one.id === id)
  const segments = segmentsNamedBy(program).filter((segment) => !has(words.segments, segment))
  return [
    ...(has(words.purposes, purpose)
      ? []
      : [unknown('purpose', purpose, 'a purpose that consent is asked for', remedyOf(words.purposes))]),
    ...(hours && !isZone(hours.zone)
      ? [unknown('hours', hours.zone, 'a time zone that is known here', 'write `Europe/Berlin` or the like')]
      : []),
    ...segments.map((segment) =>
      unknown('segment', segment, 'a segment that there is', 'make the segment, or name another'),
    ),
    ...stepsOf(program.steps).flatMap((step) => unknownIn(step, words, unknown)),
  ]
}

function unknownIn(step: ProgramStep, words: ProgramWords, unknown: Unknown): readonly ProgramProblem[] {
  const path = `steps.${step.id}`
  switch (step.kind) {
    case 'send': {
      const mail = words.mails.find(({ id }) => id === step.mail)
      const remedy =
        step.mail === NEXT_BEST
          ? 'write a mail with this id that has the next best content'
          : 'write the mail'
      if (!mail) return [unknown(path, step.mail, 'a mail that there is', remedy)]
      if (mail.ready) return []
      return [unknown(path, step.mail, 'a mail that is ready', 'mend what keeps the mail from being sent')]
    }
    case 'tell':
      if (step.to.kind === 'owner' || isTeam(words, step.to.team)) return []
      return [unknown(path, step.to.team, 'a team that there is', `teams are ${words.teams.join(', ')}`)]
    case 'webhook':
      if (words.webhooks.includes(step.webhook)) return []
      return [unknown(path, step.webhook, 'a webhook that was set', 'have an administrator set its address')]
    default:
      return []
  }
}

function isTeam({ teams }: ProgramWords, team: string): boolean {
  return teams.some((name) => name.toLowerCase() === team.toLowerCase())
}

function remedyOf(list: readonly { readonly id: string }[]): string {
  return list.length === 0 ? 'have an administrator set one' : `use ${list.map(({ id }) => id).join(', ')}`
}

/** Every step, those inside others included. */
export function stepsOf(steps: readonly ProgramStep[]): readonly ProgramStep[] {
  return steps.flatMap((step) => {
    if (step.kind === 'branch') return [step, ...step.ways.flatMap((way) => stepsOf(way.steps))]
    if (step.kind === 'split') return [step, ...step.arms.flatMap((arm) => stepsOf(arm.steps))]
    return [step]
  })
}

/** Where a text first stands. */
function placeOf(document: string, text: string): { readonly line: number; readonly column: number } {
  const before = document.slice(0, Math.max(0, document.indexOf(text))).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}

/** What documents may name as things stand. */
export async function programWords(client: Client, segments: SegmentBook): Promise<ProgramWords> {
  const { rows } = await client.query<Pick<ProgramWords, 'mails' | 'personas' | 'teams' | 'webhooks'>>(
    `select
       coalesce((select json_agg(json_build_object('id', m.id, 'name', m.name, 'ready', v.ready) order by m.name)
         from mails m join mail_versions v on v.mail_id = m.id and v.version = m.version where not m.archived), '[]') as mails,
       array(select name from personas where not archived order by name) as personas,
       array(select name from teams order by name) as teams,
       array(select name from program_webhooks order by name) as webhooks`,
  )
  const asked = await purposes(client)
  return {
    ...rows[0]!,
    purposes: asked.map(({ id, name }) => ({ id, name })),
    segments: [...(await segments.names(client))],
  }
}
