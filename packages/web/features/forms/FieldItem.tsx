import { ArrowDown, ArrowUp, ChevronRight, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { RowButton } from '../../ui/RowButton.tsx'
import { problemAt, type EditedField } from './edited-form.ts'
import { FieldSettings } from './FieldSettings.tsx'
import { sayMapped, sayType } from './form-words.ts'
import type { PartProps } from './part-props.ts'

/** A field as a line that opens to its settings. */
export function FieldItem({
  field,
  index,
  isLast,
  before,
  problems,
  write,
  isOpen,
  onOpen,
  onMove,
  onRemove,
}: Omit<PartProps, 'edited'> & {
  readonly field: EditedField
  readonly index: number
  readonly isLast: boolean
  /** The fields that are asked earlier: what this one may depend on. */
  readonly before: readonly EditedField[]
  readonly isOpen: boolean
  readonly onOpen: () => void
  readonly onMove: (by: 1 | -1) => void
  readonly onRemove: () => void
}) {
  const moveByKey = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(event.key === 'ArrowDown' ? 1 : -1)
  }
  const wrong = problemAt(problems, `fields/${index}`)
  const notes = [
    ...new Set([sayType(field.type), field.maps === 'answer' ? 'an answer' : sayMapped(field.maps)]),
    ...(field.progressive ? ['the second time'] : []),
    ...(field.showWhen === null ? [] : [`when ${field.showWhen.is.join(' or ')}`]),
  ]
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of all that is in the row
    <li data-field={field.key} onKeyDown={moveByKey} className={isOpen ? 'bg-sunk' : ''}>
      <div className="flex min-h-10 items-center gap-1">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={onOpen}
          className="flex min-h-10 min-w-0 flex-1 items-center gap-2 rounded-sm text-left hover:bg-hover focus-visible:-outline-offset-2"
        >
          <ChevronRight
            size={13}
            aria-hidden="true"
            className={`shrink-0 text-faint transition-transform ${isOpen ? 'rotate-90' : ''}`}
          />
          <span className="min-w-0 flex-1 py-1">
            <span className="font-medium">{field.label || 'Without a label'}</span>
            {field.required && <span className="ml-1.5 text-small text-soft">required</span>}
            <span className="block truncate text-small text-faint">{notes.join(' · ')}</span>
            {wrong !== '' && !isOpen && <span className="block text-small text-accent-text">{wrong}</span>}
          </span>
        </button>
        <RowButton
          icon={ArrowUp}
          label={`Move ${field.label} up`}
          idle={index === 0}
          onPress={() => onMove(-1)}
        />
        <RowButton
          icon={ArrowDown}
          label={`Move ${field.label} down`}
          idle={isLast}
          onPress={() => onMove(1)}
        />
        <RowButton icon={X} label={`Remove ${field.label}`} onPress={onRemove} />
      </div>
      {isOpen && <FieldSettings {...{ field, index, before, problems, write }} />}
    </li>
  )
}
