import type { Grade } from '@baton/engine'

const LOOKS: Readonly<Record<Grade, string>> = {
  A: 'bg-ink text-paper',
  B: 'border border-soft text-ink',
  C: 'border border-line-strong text-soft',
  D: 'text-faint',
}

/** Fit as a letter: the better, the heavier. */
export function GradeMark({ grade, large = false }: { readonly grade: Grade; readonly large?: boolean }) {
  const size = large ? 'size-7 rounded-md text-lead' : 'size-5 rounded text-small'
  return (
    <span className={`inline-flex ${size} items-center justify-center font-semibold ${LOOKS[grade]}`}>
      <span className="sr-only">Grade </span>
      {grade}
    </span>
  )
}
