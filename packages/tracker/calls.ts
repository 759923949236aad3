/** The arguments of analytics.js, most of which may be left out: texts by their order, then what is said, then options. */
import type { Loose } from './message.ts'

export interface Call {
  readonly texts: readonly string[]
  readonly body: Loose
  readonly options: Loose
  readonly done?: (() => void) | undefined
}

export function readCall(given: readonly unknown[]): Call {
  const isA = (type: string) => (value: unknown) => typeof value === type && value !== null
  // Segment's snippet adds what it knows of the page, marked by `__t`.
  const [body = {}, options = {}] = (given.filter(isA('object')) as Loose[]).filter((part) => !part['__t'])
  return {
    texts: given.filter((value) => isA('string')(value) || isA('number')(value)).map(String),
    body,
    options,
    done: given.find(isA('function')) as (() => void) | undefined,
  }
}
