import { ArrowDown, ArrowUp, Equal } from 'lucide-react'

export interface DeltaProps {
  /** Only its sign is used; null: there is nothing to compare with. */
  readonly change: number | null
  /** The change as it is shown: “12 %”, “+3 points”. Without a change: why there is none. */
  readonly text: string
  /** What it is held against: “than in May”. */
  readonly against?: string
  /** Which way is better. `none`: neither is. */
  readonly good: 'up' | 'down' | 'none'
  /** False where it may be chance: then it is neither better nor worse. */
  readonly isClear?: boolean
  readonly words: {
    readonly up: string
    readonly down: string
    readonly same: string
    readonly better: string
    readonly worse: string
  }
}

const TONES = { better: 'text-won-text', worse: 'text-accent-text', neutral: 'text-soft' } as const

/** The change against another period: arrow, words, and whether that is better. */
export function Delta({ change, text, against, good, isClear = true, words }: DeltaProps) {
  if (change === null) return <span className="text-small text-faint">{text}</span>
  const tone = toneOf(change, good, isClear)
  const Arrow = change > 0 ? ArrowUp : change < 0 ? ArrowDown : Equal
  const direction = change > 0 ? words.up : change < 0 ? words.down : words.same
  return (
    <span className="figures inline-flex flex-wrap items-baseline gap-x-1 text-small">
      <span className={`font-medium whitespace-nowrap ${TONES[tone]}`}>
        <Arrow size={12} strokeWidth={2.25} aria-hidden="true" className="mr-0.5 inline -translate-y-px" />
        <span className="sr-only">{direction} </span>
        {text}
        {tone !== 'neutral' && <span className="sr-only">, {words[tone]}</span>}
      </span>
      {against !== undefined && <span className="text-faint">{against}</span>}
    </span>
  )
}

function toneOf(change: number, good: DeltaProps['good'], isClear: boolean): keyof typeof TONES {
  if (change === 0 || good === 'none' || !isClear) return 'neutral'
  return change > 0 === (good === 'up') ? 'better' : 'worse'
}
