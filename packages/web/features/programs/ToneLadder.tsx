import { type Program, TONES } from '@baton/engine/program'
import { sendsIn } from './program-facts.ts'
import { sayAudience, TONE_NAMES } from './say-step.ts'

/** The ladder as a stair: which step speaks in which tone, and what a lead must have shown before. */
export function ToneLadder({ program }: { readonly program: Program }) {
  const sends = sendsIn(program)
  return (
    <ol aria-label="Tone ladder" className="flex items-end gap-1">
      {TONES.map((tone, rung) => {
        const asked = program.tones[tone]
        const steps = sends.filter((step) => step.tone === tone)
        return (
          <li key={tone} className="min-w-0 flex-1">
            <p className="truncate text-tiny text-faint" title={asked ? sayAudience(asked) : undefined}>
              {asked ? sayAudience(asked) : 'asks nothing'}
            </p>
            <div
              className={`rounded-t border-t-2 px-1.5 py-1 ${steps.length > 0 ? 'border-data bg-data-wash' : 'border-line bg-sunk'}`}
              style={{ minHeight: `${2.25 + rung * 0.75}rem` }}
            >
              <p className="text-small font-medium">{TONE_NAMES[tone]}</p>
              <p className="text-tiny break-words text-soft">
                {steps.length === 0 ? '–' : steps.map(({ id }) => id).join(', ')}
              </p>
            </div>
          </li>
        )
      })}
    </ol>
  )
}
