import { Check, ChevronDown, X } from 'lucide-react'
import { useId, useRef, type KeyboardEvent } from 'react'

export interface Option {
  readonly value: string
  readonly label: string
  /** Shown at the end of the row: a count. */
  readonly note?: string | undefined
}

/**
 * A filter as a small button that opens a list of options. Chosen ones are named on the button and can be taken
 * back with the cross beside it.
 */
export function Choice({
  label,
  options,
  chosen,
  many = false,
  onChange,
  empty = 'Nothing to choose from yet.',
}: {
  readonly label: string
  readonly options: readonly Option[]
  readonly chosen: readonly string[]
  readonly many?: boolean
  readonly onChange: (chosen: readonly string[]) => void
  readonly empty?: string
}) {
  const id = useId()
  const trigger = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const active = chosen.length > 0
  const names = chosen.map((value) => options.find((option) => option.value === value)?.label ?? value)
  const pick = (value: string) => {
    const without = chosen.filter((other) => other !== value)
    const picked = without.length < chosen.length ? without : many ? [...chosen, value] : [value]
    onChange(picked)
    if (!many) list.current?.hidePopover()
  }
  return (
    <span
      className={`inline-flex h-7 shrink-0 items-center rounded-md border ${active ? 'border-line-strong bg-raised' : 'border-dashed border-line-strong'}`}
    >
      <button
        ref={trigger}
        type="button"
        popoverTarget={id}
        className="inline-flex h-full items-center gap-1 rounded-md px-2 text-body whitespace-nowrap text-soft hover:text-ink"
      >
        {label}
        {active && (
          <span className="max-w-44 truncate font-medium text-ink">
            {names.length > 2 ? `${names.length} chosen` : names.join(', ')}
          </span>
        )}
        {!active && <ChevronDown size={12} aria-hidden="true" className="text-faint" />}
      </button>
      <div
        id={id}
        ref={list}
        popover="auto"
        onBeforeToggle={() => placeUnder(list.current!, trigger.current!)}
        className="scroller fixed m-0 max-h-80 min-w-52 overflow-y-auto rounded-lg border border-line bg-raised p-1 text-ink shadow-float"
      >
        <OptionList label={label} options={options} chosen={chosen} empty={empty} onPick={pick} />
      </div>
      {active && (
        <button
          type="button"
          aria-label={`Clear ${label.toLowerCase()}`}
          onClick={() => onChange([])}
          className="mr-0.5 inline-flex size-6 items-center justify-center rounded text-faint hover:text-ink"
        >
          <X size={12} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}

function OptionList({
  label,
  options,
  chosen,
  empty,
  onPick,
}: {
  readonly label: string
  readonly options: readonly Option[]
  readonly chosen: readonly string[]
  readonly empty: string
  readonly onPick: (value: string) => void
}) {
  const list = useRef<HTMLUListElement>(null)
  return (
    <>
      {options.length === 0 && <p className="px-2 py-1.5 text-small text-faint">{empty}</p>}
      <ul ref={list} aria-label={label}>
        {options.map((option) => (
          <li key={option.value}>
            <button
              type="button"
              aria-pressed={chosen.includes(option.value)}
              onClick={() => onPick(option.value)}
              onKeyDown={(event) => moveWithArrows(event, list.current!)}
              className="flex h-7.5 w-full items-center gap-2 rounded px-2 text-left text-body hover:bg-hover focus-visible:bg-hover focus-visible:-outline-offset-2"
            >
              <Check
                size={13}
                aria-hidden="true"
                className={chosen.includes(option.value) ? 'text-accent' : 'opacity-0'}
              />
              <span className="flex-1 truncate">{option.label}</span>
              {option.note !== undefined && (
                <span className="figures text-small text-faint">{option.note}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Below the button, within the window. The popover itself is the platform's: top layer, Esc and outside clicks close it. */
function placeUnder(popover: HTMLElement, trigger: HTMLElement) {
  const { left, bottom } = trigger.getBoundingClientRect()
  popover.style.top = `${bottom + 6}px`
  popover.style.left = `${Math.max(8, Math.min(left, innerWidth - 224))}px`
}

function moveWithArrows(event: KeyboardEvent, list: HTMLElement) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  event.preventDefault()
  const buttons = [...list.querySelectorAll('button')]
  const from = buttons.indexOf(document.activeElement as HTMLButtonElement)
  buttons[(from + (event.key === 'ArrowDown' ? 1 : -1) + buttons.length) % buttons.length]?.focus()
}
