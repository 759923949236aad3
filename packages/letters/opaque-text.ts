/**
 * Text in which every piece of data is one character that no writer can type. Markup is read from it, and only what was read is
 * then filled: so nothing in data can begin, end or be markup.
 */
import type { Piece } from './fill-merge.ts'

/** Of Unicode's private use area, which stands for nothing. */
const FIRST = 0xe000
const COUNT = 0x1900
const STAND_IN = /[\ue000-\uf8ff]/g

export interface OpaqueText {
  readonly text: string
  /** What the stand-ins stand for, in order. */
  readonly data: readonly Data[]
}

export type Data = Pick<Piece, 'text' | 'address'>

export function opaque(pieces: readonly Piece[]): OpaqueText {
  const data: Data[] = []
  const text = pieces.map((piece) => {
    if (!piece.isData) return piece.text.replace(STAND_IN, '\ufffd').toWellFormed()
    if (data.length >= COUNT) return ''
    data.push({ text: piece.text.toWellFormed(), address: piece.address })
    return String.fromCharCode(FIRST + data.length - 1)
  })
  return { text: text.join(''), data }
}

/** The text with its data in place, each written as `write` says. */
export function filled(text: string, data: readonly Data[], write = (value: string) => value): string {
  return text.replace(STAND_IN, (standIn) => write(standsFor(standIn, data)?.text ?? ''))
}

/** The data that a text consists of, where it is one piece of data and nothing else. */
export function wholly(text: string, data: readonly Data[]): Data | null {
  return text.length === 1 && holdsData(text) ? (standsFor(text, data) ?? null) : null
}

function standsFor(standIn: string, data: readonly Data[]): Data | undefined {
  return data[standIn.charCodeAt(0) - FIRST]
}

export function holdsData(text: string): boolean {
  return text.search(STAND_IN) !== -1
}
