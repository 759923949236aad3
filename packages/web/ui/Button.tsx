import type { ButtonHTMLAttributes, Ref } from 'react'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'plain' | 'outline' | 'solid'
  readonly ref?: Ref<HTMLButtonElement>
}

const LOOKS = {
  plain: 'text-soft hover:bg-hover hover:text-ink',
  outline: 'border border-line bg-raised text-ink hover:border-line-strong hover:bg-hover',
  solid: 'bg-ink text-paper hover:opacity-90',
} as const

/** A push button in one of three weights; 28 px high, 24 px is the least target. */
export function Button({ look = 'outline', className = '', ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2.5 text-body font-medium whitespace-nowrap transition-colors disabled:opacity-45 ${LOOKS[look]} ${className}`}
    />
  )
}
