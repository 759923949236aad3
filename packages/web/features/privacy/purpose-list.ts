/** The list of purposes while it is changed. */
import type { Purpose } from '@baton/protocol'

export interface EditedPurpose extends Purpose {
  /** True: consents may stand under its id, so it stays. */
  readonly kept: boolean
}

export function renamed(
  list: readonly EditedPurpose[],
  place: number,
  change: Partial<Pick<Purpose, 'name' | 'about'>>,
): readonly EditedPurpose[] {
  const before = list[place]!
  const name = change.name ?? before.name
  const others = list.filter((_, index) => index !== place)
  const id = before.kept ? before.id : idOf(name, others)
  return list.with(place, { ...before, ...change, id })
}

export function withPurpose(list: readonly EditedPurpose[]): readonly EditedPurpose[] {
  return [...list, { id: idOf('', list), name: '', about: '', kept: false }]
}

function idOf(name: string, others: readonly Purpose[]): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 30)
    .replace(/-+$/, '')
  const base = plain === '' ? 'purpose' : plain
  const taken = new Set(others.map(({ id }) => id))
  let id = base
  for (let next = 2; taken.has(id); next++) id = `${base}-${next}`
  return id
}
