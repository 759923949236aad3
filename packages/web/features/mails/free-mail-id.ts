/** An id for a mail, made from its name, that no other has. */
export function freeMailId(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replaceAll(/^-+|-+$/g, '')
  const base = plain === '' ? 'mail' : plain
  if (!taken.includes(base)) return base
  let next = 2
  while (taken.includes(`${base}-${next}`)) next++
  return `${base}-${next}`
}
