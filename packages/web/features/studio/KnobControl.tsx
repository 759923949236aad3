import type { Knob } from '@baton/engine/edit'
import { useId } from 'react'
import { sayKnob } from './say-knob.ts'

export type Turn = (knob: Knob, value: Knob['value']) => void

/** One thing to turn, with a mark where it stands in the agreement that the draft is held against. */
export function KnobControl({
  knob,
  before,
  disabled,
  onTurn,
  onLetGo,
}: {
  readonly knob: Knob
  /** The same of the other agreement; undefined: it has none. */
  readonly before: Knob | undefined
  readonly disabled: boolean
  readonly onTurn: Turn
  readonly onLetGo: () => void
}) {
  if (knob.kind === 'choices')
    return <Choices knob={knob} before={before} disabled={disabled} onTurn={onTurn} />
  return <Slider {...{ knob, before, disabled, onTurn, onLetGo }} />
}

type Turned = Exclude<Knob, { kind: 'choices' }>

function Slider({
  knob,
  before,
  disabled,
  onTurn,
  onLetGo,
}: {
  readonly knob: Turned
  readonly before: Knob | undefined
  readonly disabled: boolean
  readonly onTurn: Turn
  readonly onLetGo: () => void
}) {
  const id = useId()
  const { min, max, step } = knob
  const scale = knob.kind === 'percent' ? 100 : 1
  const value = knob.value * scale
  const share = (of: number) => (max === min ? 0 : (of - min) / (max - min))
  const was = before !== undefined && before.kind === knob.kind ? before.value : null
  const isTurned = was !== null && was !== knob.value
  const turn = (text: string) => {
    const next = Number(text) / scale
    if (text !== '' && Number.isFinite(next)) onTurn(knob, next)
  }
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="w-20 shrink-0 truncate text-small text-faint">
        {sayKnob(knob)}
      </label>
      <span className="relative min-w-16 flex-1">
        {isTurned && (
          <span
            aria-hidden="true"
            title={`was ${was * scale}`}
            className="pointer-events-none absolute top-1/2 h-3 w-0.5 -translate-y-1/2 bg-ink"
            style={{ left: `calc(${share(was)} * (100% - 13px) + 5.5px)` }}
          />
        )}
        <input
          id={id}
          type="range"
          className="slider"
          disabled={disabled}
          min={min * scale}
          max={max * scale}
          step={step * scale}
          value={value}
          aria-valuetext={`${value}${isTurned ? `, was ${was * scale}` : ''}`}
          style={{ ['--at' as string]: share(knob.value) }}
          onChange={(event) => turn(event.target.value)}
          onPointerUp={onLetGo}
          onBlur={onLetGo}
        />
      </span>
      <input
        type="number"
        aria-label={`${sayKnob(knob)}, as a number`}
        className={`figures h-6 w-14 rounded border bg-raised px-1 text-right ${isTurned ? 'border-data font-semibold' : 'border-line'}`}
        disabled={disabled}
        min={min * scale}
        max={max * scale}
        step="any"
        value={value}
        onChange={(event) => turn(event.target.value)}
        onBlur={onLetGo}
      />
    </div>
  )
}

function Choices({
  knob,
  before,
  disabled,
  onTurn,
}: {
  readonly knob: Extract<Knob, { kind: 'choices' }>
  readonly before: Knob | undefined
  readonly disabled: boolean
  readonly onTurn: Turn
}) {
  const was = before?.kind === 'choices' ? before.value : knob.value
  const options = [...new Set([...knob.options, ...was])]
  const toggle = (option: string) => {
    const chosen = options.filter((other) =>
      other === option ? !knob.value.includes(option) : knob.value.includes(other),
    )
    // Nothing chosen would say nothing.
    if (chosen.length > 0) onTurn(knob, chosen)
  }
  return (
    <fieldset className="flex items-baseline gap-2">
      <legend className="float-left w-20 shrink-0 truncate text-small text-faint">{sayKnob(knob)}</legend>
      <span className="flex flex-wrap gap-1">
        {options.map((option) => {
          const chosen = knob.value.includes(option)
          const isTurned = chosen !== was.includes(option)
          return (
            <button
              key={option}
              type="button"
              aria-pressed={chosen}
              disabled={disabled}
              onClick={() => toggle(option)}
              className={`h-6 rounded border px-1.5 text-small ${chosen ? 'bg-data-wash text-data-text' : 'text-faint'} ${isTurned ? 'border-data font-semibold' : 'border-line'}`}
            >
              {option}
            </button>
          )
        })}
      </span>
    </fieldset>
  )
}
