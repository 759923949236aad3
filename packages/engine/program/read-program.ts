/** Reads a program from YAML or JSON: the program, or every problem at once. Never throws. */
import type { WorkingHours } from '../agreement/agreement.ts'
import { parseDuration, shareOf } from '../agreement/read-durations.ts'
import { workingHoursOf } from '../agreement/read-stages.ts'
import type { Audience, AudienceContext } from '../audience/audience.ts'
import { audienceOf } from '../audience/read-audience.ts'
import {
  checkId,
  choiceOf,
  type Cursor,
  keysOf,
  type Place,
  Reading,
  scalarOf,
  textOf,
} from '../document/document-cursor.ts'
import type { Problem } from '../document/problem.ts'
import { type Program, PROGRAM_KINDS, type Tone, TONES } from './program.ts'
import { stepsOf } from './read-steps.ts'

export interface ProgramReading {
  /** Null when there is any error; warnings alone do not prevent it. */
  readonly program: Program | null
  /** In document order. */
  readonly problems: readonly Problem[]
  /** Where each step (`steps.hello`) and each condition stands in the document. */
  readonly places: Readonly<Record<string, Place>>
}

const SECTIONS = [
  'program',
  'name',
  'purpose',
  'kind',
  'enter',
  'goal',
  'leave',
  'hold-out',
  'hours',
  'tones',
  'steps',
] as const
const REQUIRED = ['program', 'name', 'purpose', 'enter', 'goal', 'steps'] as const

/**
 * Reads the document against what the agreement in force knows.
 *
 * @param text YAML 1.2 or JSON, at most 256 KiB.
 */
export function readProgram(text: string, context: AudienceContext): ProgramReading {
  const reading = new Reading(text)
  if (reading.failed) return { program: null, problems: reading.problems, places: {} }
  const program = programOf(reading.root, context)
  const problems = reading.problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
  return { program: (!reading.failed && program) || null, problems, places: reading.places }
}

function programOf(root: Cursor, context: AudienceContext): Program | undefined {
  const keys = keysOf(root, 'a program: `program`, `enter`, `steps` and other sections', SECTIONS, REQUIRED)
  const id = keys.program && idOf(keys.program)
  const name = keys.name && textOf(keys.name, 'a name')
  const purpose = keys.purpose && idOf(keys.purpose)
  const kind = keys.kind && choiceOf(keys.kind, PROGRAM_KINDS)
  const enter = keys.enter && enterOf(keys.enter, context)
  const goal = keys.goal && audienceOf(keys.goal, context, 'goal')
  const leave = keys.leave && audienceOf(keys.leave, context, 'leave')
  const holdOut = keys['hold-out'] && holdOutOf(keys['hold-out'])
  const hours: WorkingHours | undefined = keys.hours && workingHoursOf(keys.hours)
  const tones = keys.tones ? tonesOf(keys.tones, context) : {}
  const steps = keys.steps ? stepsOf(keys.steps, context) : []
  if (id === undefined || name === undefined || purpose === undefined || !enter || !goal) return undefined
  return {
    id,
    name,
    purpose,
    kind: kind ?? 'marketing',
    enter,
    goal,
    leave: leave ?? null,
    holdOut: holdOut ?? 0,
    hours: hours ?? null,
    tones,
    steps,
  }
}

function idOf(cursor: Cursor): string | undefined {
  const id = textOf(cursor, 'a kebab-case id')
  return id !== undefined && checkId(cursor, id) ? id : undefined
}

function enterOf(cursor: Cursor, context: AudienceContext): Program['enter'] | undefined {
  const keys = keysOf(cursor, 'who enters: `when`, and `again`', ['when', 'again'], ['when'])
  const when = keys.when && audienceOf(keys.when, context, 'enter')
  const againAfterMs = keys.again ? againOf(keys.again) : null
  return when && { when, againAfterMs }
}

const AGAIN = 'never, or after a duration such as `after 90 days`'

/** `never`, or `after 90 days`. */
function againOf(cursor: Cursor): number | null {
  const value = scalarOf(cursor)
  if (value === 'never') return null
  const ms =
    typeof value === 'string' && value.startsWith('after ') ? parseDuration(value.slice(6)) : undefined
  if (ms !== undefined && ms > 0) return ms
  cursor.reading.complain(cursor, 'bad-value', AGAIN, 'write `never` or `after 90 days`')
  return null
}

const HOLD_OUT_MAX = 0.5

function holdOutOf(cursor: Cursor): number | undefined {
  const share = shareOf(cursor)
  if (share === undefined || share <= HOLD_OUT_MAX) return share
  const remedy = 'hold out less: whom nothing is sent to is lost to the program'
  cursor.reading.complain(cursor, 'bad-value', 'a share up to 50%', remedy)
  return undefined
}

function tonesOf(cursor: Cursor, context: AudienceContext): Program['tones'] {
  const [, ...asking] = TONES
  const keys = keysOf(cursor, `what must be shown before ${asking.join(', ')}`, asking)
  const tones: Partial<Record<Tone, Audience>> = {}
  for (const tone of asking) {
    const at = keys[tone]
    const audience = at && audienceOf(at, context, `tones.${tone}`)
    if (audience) tones[tone] = audience
  }
  return tones
}
