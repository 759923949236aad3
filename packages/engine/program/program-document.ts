/** A program as the document that reads back as the same: what an editor of data writes. */
import type { WorkingHours } from '../agreement/agreement.ts'
import { sayHoursLine } from '../agreement/working-hours.ts'
import { audienceDocument } from '../audience/audience-document.ts'
import { type Program, type ProgramStep, type Told, TONES } from './program.ts'

/** Plain JSON, its keys in the order of the language. */
export function programDocument(program: Program): Readonly<Record<string, unknown>> {
  const { id, name, purpose, kind, enter, goal, leave, holdOut, hours, tones, steps } = program
  const asked = TONES.flatMap((tone) => (tones[tone] ? [[tone, audienceDocument(tones[tone])]] : []))
  return {
    program: id,
    name,
    purpose,
    ...(kind !== 'marketing' && { kind }),
    enter: {
      when: audienceDocument(enter.when),
      ...(enter.againAfterMs !== null && { again: `after ${durationText(enter.againAfterMs)}` }),
    },
    goal: audienceDocument(goal),
    ...(leave && { leave: audienceDocument(leave) }),
    ...(holdOut > 0 && { 'hold-out': `${percent(holdOut)}%` }),
    ...(hours && { hours: hoursDocument(hours) }),
    ...(asked.length > 0 && { tones: Object.fromEntries(asked) as unknown }),
    steps: steps.map(stepDocument),
  }
}

/** The shortest number of hundredths that reads back as the share. */
function percent(share: number): number {
  for (let digits = 0; digits < 12; digits++) {
    const said = Number((share * 100).toFixed(digits))
    if (said / 100 === share) return said
  }
  return share * 100
}

function hoursDocument(hours: WorkingHours): unknown {
  const days = sayHoursLine(hours).slice(hours.zone.length + 1)
  const written = days.split(', ').map((part) => part.split(' ') as [string, string])
  const { zone, holidays } = hours
  return { zone, ...Object.fromEntries(written), ...(holidays.length > 0 && { holidays }) }
}

const UNITS: readonly (readonly [name: string, ms: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** In the largest unit that it is a whole number of. */
function durationText(ms: number): string {
  const [name, unit] = UNITS.find(([, length]) => ms % length === 0)!
  const count = ms / unit
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

function stepDocument(step: ProgramStep): unknown {
  const { id } = step
  switch (step.kind) {
    case 'send':
      return { id, send: step.mail, tone: step.tone }
    case 'wait':
      return { id, wait: durationText(step.ms) }
    case 'wait-for':
      return { id, 'wait-for': audienceDocument(step.until), 'up-to': durationText(step.upToMs) }
    case 'branch': {
      const branch = step.ways.map(({ when, steps }) => ({
        ...(when && { when: audienceDocument(when) }),
        steps: steps.map(stepDocument),
      }))
      return { id, branch }
    }
    case 'split': {
      const arms = step.arms.map((arm) => ({ id: arm.id, steps: arm.steps.map(stepDocument) }))
      return { id, split: { by: step.by, arms } }
    }
    case 'set':
      return { id, set: { field: step.field, to: step.to } }
    case 'tell':
      return { id, tell: toldText(step.to), text: step.text }
    case 'webhook':
      return { id, webhook: step.webhook }
  }
}

function toldText(to: Told): string {
  return to.kind === 'owner' ? 'owner' : `team ${to.team}`
}
