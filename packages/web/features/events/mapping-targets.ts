/** What a mapping can be told, each with where it stands in it, and what is written there. */
import type { HookMapping } from '@baton/protocol'
import { parsePath, pathTo, valueAt } from '@baton/protocol/json-paths'

/** `identity.email`, `lead.title`, `each`: a place in a mapping. */
export type Target = string

type Group = 'identity' | 'lead' | 'company' | 'properties'
const GROUPS: readonly string[] = ['identity', 'lead', 'company', 'properties']

export function targetText(mapping: HookMapping, target: Target): string {
  const [group, name] = split(target)
  if (group !== null) return (mapping[group] as Readonly<Record<string, string | undefined>>)[name] ?? ''
  switch (target) {
    case 'each':
      return mapping.each ?? ''
    case 'name':
      return mapping.name.is
    case 'occurredAt':
      return mapping.occurredAt?.is ?? ''
    case 'messageId':
      return mapping.messageId ?? ''
    case 'check':
      return mapping.check?.is ?? ''
    default:
      return ''
  }
}

/** The mapping with that text there; empty takes it away. */
export function withTarget(mapping: HookMapping, target: Target, text: string): HookMapping {
  const [group, name] = split(target)
  if (group !== null) return { ...mapping, [group]: withName(mapping[group], name, text) }
  switch (target) {
    case 'each':
      return { ...mapping, each: text === '' ? null : text }
    case 'name':
      return { ...mapping, name: { ...mapping.name, is: text } }
    case 'occurredAt': {
      const format = mapping.occurredAt?.format ?? 'iso'
      return { ...mapping, occurredAt: text === '' ? null : { is: text, format } }
    }
    case 'messageId':
      return { ...mapping, messageId: text === '' ? null : text }
    case 'check':
      return { ...mapping, check: text === '' ? null : { is: text, equals: mapping.check?.equals ?? '' } }
    default:
      return mapping
  }
}

function split(target: Target): readonly [Group | null, string] {
  const dot = target.indexOf('.')
  const group = target.slice(0, dot)
  return GROUPS.includes(group) ? [group as Group, target.slice(dot + 1)] : [null, '']
}

function withName(
  before: Readonly<Record<string, string | undefined>>,
  name: string,
  text: string,
): Record<string, string> {
  const others = Object.entries(before).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== name,
  )
  const known = Object.keys(before).indexOf(name)
  const entry = [name, text] as const
  // What stands somewhere stays there.
  const entries = known < 0 ? [...others, entry] : others.toSpliced(known, 0, [name, text])
  return Object.fromEntries(text === '' ? others : entries)
}

/** A place that is picked in a sample, as the mapping has to name it: from the item where each item of a list is an event. */
export function pickedPath(
  sample: unknown,
  each: string | null,
  target: Target,
  place: readonly (string | number)[],
): string {
  const list = each === null || target === 'each' ? undefined : listAt(sample, each)
  if (list === undefined) return pathTo(sample, place)
  for (let length = 0; length < place.length; length += 1) {
    if (at(sample, place.slice(0, length)) !== list) continue
    const inside = place.slice(Array.isArray(list) ? length + 1 : length)
    return inside.length === 0
      ? '$'
      : pathTo(at(sample, place.slice(0, place.length - inside.length)), inside)
  }
  const whole = pathTo(sample, place)
  return whole.startsWith('[') ? `$${whole}` : `$.${whole}`
}

/** Undefined where there is no list to be inside of. */
function listAt(sample: unknown, each: string): object | undefined {
  const path = parsePath(each)
  const found = 'problem' in path ? undefined : valueAt(sample, path.steps)
  return typeof found === 'object' && found !== null ? found : undefined
}

function at(value: unknown, place: readonly (string | number)[]): unknown {
  return place.reduce<unknown>(
    (here, key) =>
      typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[key] : undefined,
    value,
  )
}

/** Text in quotes is always the same; anything else is a place in the body. */
export function fixedText(text: string): string | null {
  if (!text.startsWith('"')) return null
  try {
    return JSON.parse(text) as string
  } catch {
    return null
  }
}
