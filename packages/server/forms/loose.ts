/** An object of unknown make, without what a prototype could bring in. */
export function loose(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  const plain = Object.create(null) as Record<string, unknown>
  for (const [name, inner] of Object.entries(value))
    if (name !== '__proto__' && name !== 'constructor' && name !== 'prototype') plain[name] = inner
  return plain
}
