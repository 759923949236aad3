/** What a knob turns, in a word or two beside it. */
import type { Knob } from '@baton/engine/edit'

const WORDS: Readonly<Record<string, string>> = {
  give: 'points',
  'limit-count': 'times',
  'limit-days': 'in days',
  'half-life': 'half in',
  max: 'at most',
  'at-least': 'at least',
  score: 'score',
  times: 'times',
  within: 'within',
  from: 'from',
  to: 'up to',
  rest: 'rest',
  keep: 'keeps %',
  satisfied: 'criteria',
  attempts: 'attempts',
  channels: 'channels',
  grade: 'grades',
  'grade-A': 'A from',
  'grade-B': 'B from',
  'grade-C': 'C from',
  'first-touch': 'touch in',
  decide: 'decide in',
}

const UNITS: Readonly<Record<string, string>> = { minutes: 'min', hours: 'h', days: 'days' }

export function sayKnob(knob: Knob): string {
  const word = WORDS[knob.what] ?? knob.what.replaceAll('-', ' ')
  const unit = 'unit' in knob ? UNITS[knob.unit] : undefined
  return knob.kind === 'duration' && unit !== undefined ? `${word} ${unit}` : word
}
