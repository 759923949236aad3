/** A document with one of its knobs turned, in the notation of the language. */
import { parseDocument } from 'yaml'
import { withValue, type EditValue } from './document-edit.ts'
import type { Knob } from './knobs.ts'

/**
 * @param value of the knob's kind, within its bounds; one choice is written as itself, several as a list
 * @throws Error when the document has no such place
 */
export function turned(knob: Knob, value: Knob['value'], text: string): string {
  return withValue(text, knob.path, written(knob, value, text))
}

function written(knob: Knob, value: Knob['value'], text: string): EditValue {
  if (knob.kind === 'choices') {
    const chosen = value as readonly string[]
    return chosen.length === 1 ? chosen[0]! : [...chosen]
  }
  const number = Number(value)
  switch (knob.kind) {
    case 'percent':
      return `${rounded(number * 100)}%`
    case 'duration':
      return `${rounded(number)} ${number === 1 ? knob.unit.slice(0, -1) : knob.unit}`
    case 'number':
      return numberOf(knob, rounded(number), text)
  }
}

function numberOf(knob: Knob, value: number, text: string): EditValue {
  if (knob.what === 'mqls') return `${value} per month`
  if (knob.what !== 'limit-count' && knob.what !== 'limit-days') return value
  const limit = /(\d+) per (?:(\d+) days|day)/.exec(limitIn(knob, text))
  const count = knob.what === 'limit-count' ? value : Number(limit?.[1] ?? 1)
  const days = knob.what === 'limit-days' ? value : Number(limit?.[2] ?? 1)
  return days === 1 ? `${count} per day` : `${count} per ${days} days`
}

/** The other half of a limit stays: both are one text. */
function limitIn(knob: Knob, text: string): string {
  const limit = parseDocument(text).getIn(knob.path)
  return typeof limit === 'string' ? limit : ''
}

/** Sliders add up fractions. */
function rounded(value: number): number {
  return Number(value.toFixed(3))
}
