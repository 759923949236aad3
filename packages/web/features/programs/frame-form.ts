/** What stands around the steps, as its form holds it, and back into the document. */
import type { AudienceContext } from '@baton/engine/audience'
import type { EditValue } from '@baton/engine/edit'
import { type Program, type ProgramKind, type Tone, TONES } from '@baton/engine/program'
import { audienceText, readFlow } from './flow-text.ts'
import { withSection } from './program-edits.ts'
import { durationText } from './say-step.ts'

export interface FrameForm {
  readonly name: string
  readonly purpose: string
  readonly kind: ProgramKind
  readonly enter: string
  /** Empty: never. */
  readonly again: string
  readonly goal: string
  readonly leave: string
  /** In per cent. */
  readonly holdOut: string
  readonly tones: Readonly<Partial<Record<Tone, string>>>
}

export function frameOf({ name, purpose, kind, enter, goal, leave, holdOut, tones }: Program): FrameForm {
  return {
    name,
    purpose,
    kind,
    enter: audienceText(enter.when),
    again: enter.againAfterMs === null ? '' : durationText(enter.againAfterMs),
    goal: audienceText(goal),
    leave: leave ? audienceText(leave) : '',
    holdOut: String(Number((holdOut * 100).toFixed(4))),
    tones: Object.fromEntries(TONES.map((tone) => [tone, tones[tone] ? audienceText(tones[tone]) : ''])),
  }
}

/** By the name of a section; null takes it away. */
type Sections = Readonly<Record<string, EditValue | null>>

export type ReadFrame =
  | { readonly sections: Sections; readonly problems: null }
  | { readonly sections: null; readonly problems: Readonly<Record<string, string>> }

const DURATION = /^\d{1,6} (minute|hour|day|week)s?$/

export function readFrame(form: FrameForm, context: AudienceContext): ReadFrame {
  const problems: Record<string, string> = {}
  const audience = (name: string, text: string, isNeeded: boolean): EditValue | null => {
    if (!isNeeded && text.trim() === '') return null
    const { document, problem } = readFlow(text, context)
    if (problem !== null) problems[name] = problem
    return document
  }
  if (form.name.trim() === '') problems['name'] = 'Give it a name.'
  const again = form.again.trim().replace(/^after /, '')
  if (again !== '' && !DURATION.test(again)) problems['again'] = 'Write 90 days, or nothing.'
  const share = Number(form.holdOut)
  if (!(share >= 0 && share <= 50)) problems['holdOut'] = 'From 0 to 50.'
  const tones = TONES.slice(1).flatMap((tone) => {
    const asked = audience(tone, form.tones[tone] ?? '', false)
    return asked === null ? [] : [[tone, asked] as const]
  })
  const when = audience('enter', form.enter, true)
  const sections: Sections = {
    name: form.name.trim(),
    purpose: form.purpose,
    kind: form.kind === 'marketing' ? null : form.kind,
    enter: { when: when ?? '', ...(again !== '' && { again: `after ${again}` }) },
    goal: audience('goal', form.goal, true),
    leave: audience('leave', form.leave, false),
    'hold-out': share > 0 ? `${share}%` : null,
    tones: tones.length > 0 ? Object.fromEntries(tones) : null,
  }
  return Object.keys(problems).length > 0 ? { sections: null, problems } : { sections, problems: null }
}

/** The text with these sections; those that say the same stay as they are written. */
export function withFrame(
  text: string,
  before: Readonly<Record<string, EditValue>>,
  sections: Sections,
): string {
  return Object.entries(sections).reduce((changed, [name, value]) => {
    const has = name in before
    if (JSON.stringify(before[name] ?? null) === JSON.stringify(value)) return changed
    return withSection(changed, [name], value, has)
  }, text)
}
