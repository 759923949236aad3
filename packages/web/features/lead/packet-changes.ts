/** The packet as it was frozen beside the lead as it stands: line by line, with what changed since marked. */
import type { Packet, Value } from '@baton/engine'

export interface ComparedLine {
  readonly key: string
  readonly before: Value | null
  readonly now: Value | null
  readonly changed: boolean
}

export interface Standing {
  readonly score: number
  readonly grade: string
  readonly fit: number
  readonly meters: Readonly<Record<string, number>>
}

/** Score, grade and meters; a level that fades counts as changed once it shows in whole points. */
export function comparedFigures(packet: Packet, now: Standing): readonly ComparedLine[] {
  const meters = Object.keys(packet.meters).map((meter) =>
    line(`meter.${meter}`, Math.round(packet.meters[meter] ?? 0), Math.round(now.meters[meter] ?? 0)),
  )
  return [
    line('score', Math.round(packet.score), Math.round(now.score)),
    line('grade', packet.grade, now.grade),
    line('fit', Math.round(packet.fit), Math.round(now.fit)),
    ...meters,
  ]
}

/** Facts of person and company: those of the packet, then those that were learnt since. */
export function comparedFacts(
  packet: Packet,
  now: {
    readonly lead: Readonly<Record<string, unknown>>
    readonly company: Readonly<Record<string, unknown>>
  },
): readonly ComparedLine[] {
  return (['lead', 'company'] as const).flatMap((subject) => {
    const names = new Set([...Object.keys(packet[subject]), ...Object.keys(now[subject])])
    return [...names]
      .map((name) => line(`${subject}.${name}`, valueOf(packet[subject][name]), valueOf(now[subject][name])))
      .filter(({ before, now: present }) => before !== null || present !== null)
  })
}

function line(key: string, before: Value | null, now: Value | null): ComparedLine {
  return { key, before, now, changed: before !== now }
}

function valueOf(value: unknown): Value | null {
  if (value === '' || value === undefined) return null
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
