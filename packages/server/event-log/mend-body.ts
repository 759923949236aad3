/** One simple fix for many bodies: a place set to a value, or taken away. */
import { type Fix, parsePath, type Step, withoutValue, withValue } from '@baton/protocol'
import { Refusal } from '../platform/http/refusal.ts'

/** What makes a mended body of one; null for a body that is no JSON. @throws Refusal `invalid_request` for a place that is none */
export function mender(fix: Fix): (body: string) => string | null {
  const steps = fix.do === 'nothing' ? [] : stepsOf(fix.path)
  return (body) => {
    const sent = parsed(body)
    if (sent === undefined) return null
    return JSON.stringify(mended(fix, steps, sent))
  }
}

function mended(fix: Fix, steps: readonly Step[], sent: unknown): unknown {
  switch (fix.do) {
    case 'nothing':
      return sent
    case 'set':
      return withValue(sent, steps, fix.value)
    case 'remove':
      return withoutValue(sent, steps)
    default:
      return fix satisfies never
  }
}

function stepsOf(text: string): readonly Step[] {
  const path = parsePath(text)
  if ('problem' in path) throw new Refusal('invalid_request', `fix.path: ${path.problem}.`)
  if (path.steps.length === 0)
    throw new Refusal('invalid_request', 'fix.path: found the whole body, expected a place in it.')
  return path.steps
}

/** Undefined for what is no JSON. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}
