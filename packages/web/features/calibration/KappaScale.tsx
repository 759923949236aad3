import { CONVENTION } from './say-kappa.ts'

/** The scale begins a quarter below chance; farther down only if the interval does. */
const STEP = 0.25

/** κ within its interval, over the words that are usual for it. */
export function KappaScale({
  kappa,
  low,
  high,
}: {
  readonly kappa: number
  readonly low: number
  readonly high: number
}) {
  const from = Math.max(-1, Math.min(-STEP, Math.floor(low / STEP) * STEP))
  const at = (value: number) => ((value - from) / (1 - from)) * 100
  const bands = CONVENTION.map(({ upTo, word }, index) => {
    const begin = index === 0 ? from : CONVENTION[index - 1]!.upTo
    return { word, left: at(begin), width: at(upTo) - at(begin) }
  })
  return (
    <div className="max-w-3xl">
      <div aria-hidden="true" className="relative h-10">
        {bands.map(({ word, left, width }, index) => (
          <span
            key={word}
            className={`absolute top-0 h-5 border-l border-paper ${index % 2 === 0 ? 'bg-sunk' : 'bg-hover'}`}
            style={{ left: `${left}%`, width: `${width}%` }}
          />
        ))}
        <span className="absolute top-0 h-5 w-px bg-line-strong" style={{ left: `${at(0)}%` }} />
        <span
          className="absolute top-[7px] h-1.5 rounded-full bg-data opacity-45"
          style={{ left: `${at(low)}%`, width: `${at(high) - at(low)}%` }}
        />
        <span
          className="absolute top-1 h-3 w-[5px] -translate-x-1/2 rounded-full bg-data-text"
          style={{ left: `${at(kappa)}%` }}
        />
        {bands.map(({ word, left, width }) => (
          <span
            key={word}
            className="label absolute top-6 truncate text-center max-sm:hidden"
            style={{ left: `${left}%`, width: `${width}%` }}
          >
            {word}
          </span>
        ))}
        {[0, 0.5, 1].map((value) => (
          <span
            key={value}
            className={`label figures absolute top-6 sm:hidden ${value === 1 ? '-translate-x-full' : '-translate-x-1/2'}`}
            style={{ left: `${at(value)}%` }}
          >
            {value === 0 ? '0, chance' : value}
          </span>
        ))}
      </div>
      <p className="mt-1.5 text-small text-faint">
        The words are a convention of Landis and Koch (1977), not a truth: the bounds are theirs, and round.
      </p>
    </div>
  )
}
