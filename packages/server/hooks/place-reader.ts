/** What is written in a mapping, as a way to read it out of a body: text in quotes, or the first of several places that is there. */
import { parsePath, valueAt } from '@baton/protocol'

/** @param item what `each` is at; the body itself where there is no `each` */
export type PlaceReader = (body: unknown, item: unknown) => unknown

/** @returns the reader, or what is wrong with the text */
export function placeReader(text: string): PlaceReader | string {
  const whole = quoted(text.trim())
  if (whole !== undefined) return () => whole
  const readers: PlaceReader[] = []
  for (const part of text.trim().split(/\s+\|\s+/)) {
    const reader = partReader(part)
    if (typeof reader === 'string') return reader
    readers.push(reader)
  }
  return (body, item) => {
    for (const read of readers) {
      const value = read(body, item)
      if (value !== undefined && value !== null && value !== '') return value
    }
    return undefined
  }
}

function partReader(text: string): PlaceReader | string {
  const literal = quoted(text)
  if (literal !== undefined) return () => literal
  if (text.startsWith('"')) return `found ${text}, expected text between double quotes`
  const path = parsePath(text)
  if ('problem' in path) return path.problem
  return (body, item) => valueAt(path.fromRoot ? body : item, path.steps)
}

function quoted(text: string): string | undefined {
  if (!text.startsWith('"')) return undefined
  try {
    return JSON.parse(text) as string
  } catch {
    return undefined
  }
}
