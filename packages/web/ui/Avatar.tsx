import { initialsOf } from './initials.ts'

/** A person by their initials; the name stands beside it. */
export function Avatar({ name, size = 22 }: { readonly name: string; readonly size?: number }) {
  return (
    <span
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: Math.round(size * 0.42) }}
      className="inline-flex shrink-0 items-center justify-center rounded-full border border-line-strong bg-hover leading-none font-semibold text-soft"
    >
      {initialsOf(name)}
    </span>
  )
}
