/** Values as they are written into a document. */
import { parse } from 'yaml'

export type EditValue =
  string | number | boolean | null | readonly EditValue[] | { readonly [key: string]: EditValue }

/** On one line: `{ on: Demo Requested, give: 50 }`, or as JSON. */
export function inFlow(value: EditValue, isJson: boolean): string {
  if (Array.isArray(value)) return `[${value.map((item) => inFlow(item as EditValue, isJson)).join(', ')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).map(
      ([key, inside]) =>
        `${isJson ? JSON.stringify(key) : plain(key)}: ${inFlow(inside as EditValue, isJson)}`,
    )
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
  }
  return typeof value === 'string' && !isJson ? plain(value) : JSON.stringify(value)
}

interface BlockPlace {
  /** What stands before the value on its first line: indentation, dash or key. */
  readonly lead: string
  readonly indent: string
  /** A section of the document: its entries stand below it. */
  readonly isSection: boolean
  readonly eol: string
}

/** A line is easily read up to about so many characters. */
const LINE_MAX = 100

/** On one line where it is short; what is longer stands one entry a line. */
export function inBlock(value: EditValue, { lead, indent, isSection, eol }: BlockPlace): string {
  const line = `${lead}${inFlow(value, false)}`
  const isMapping = value !== null && typeof value === 'object' && !Array.isArray(value)
  const isDash = lead.endsWith('- ')
  if (isSection && value !== null && typeof value === 'object') {
    const inner = `${indent}  `
    const items = Array.isArray(value)
      ? value.map((item) =>
          inBlock(item as EditValue, { lead: `${inner}- `, indent: inner, isSection: false, eol }),
        )
      : Object.entries(value).map(
          ([key, inside]) => `${inner}${plain(key)}: ${inFlow(inside as EditValue, false)}`,
        )
    return [lead.trimEnd(), ...items].join(eol)
  }
  if (line.length <= LINE_MAX || !isMapping || !isDash) return line
  const entries = Object.entries(value).map(
    ([key, inside]) => `${plain(key)}: ${inFlow(inside as EditValue, false)}`,
  )
  return entries.map((entry, index) => `${index === 0 ? lead : `${indent}  `}${entry}`).join(eol)
}

/** Without quotes where that says the same. */
function plain(text: string): string {
  const isSafe = /^[A-Za-z0-9_][^\n,:[\]{}#&*!|>'"%@`]*(?:%)?$/.test(text) && text.trim() === text
  return isSafe && reads(text) ? text : JSON.stringify(text)
}

function reads(text: string): boolean {
  try {
    return parse(text) === text
  } catch {
    return false
  }
}
