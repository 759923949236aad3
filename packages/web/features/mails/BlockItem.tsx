import type { Block, LetterProblem } from '@baton/letters'
import { ArrowDown, ArrowUp, ChevronRight, Copy, GripVertical, X } from 'lucide-react'
import type { DragEvent, KeyboardEvent, ReactNode } from 'react'
import { RowButton } from '../../ui/RowButton.tsx'
import { gistOf } from './edited-letter.ts'
import { BLOCKS } from './mail-words.ts'
import { ProblemLines } from './ProblemLines.tsx'

/** What a mouse drags: the list that a block may be dropped in goes along, so that it falls into no other. */
export interface Dragging {
  readonly id: string | null
  readonly begin: (id: string) => void
  readonly over: (id: string) => void
  readonly end: () => void
}

interface ItemProps {
  readonly block: Block
  readonly place: number
  readonly count: number
  readonly problems: readonly LetterProblem[]
  readonly isOpen: boolean
  readonly dragging: Dragging
  readonly onOpen: () => void
  readonly onMove: (by: 1 | -1) => void
  readonly onCopy: () => void
  readonly onRemove: () => void
}

/** A block as a line that opens to its settings. */
export function BlockItem({ children, ...props }: ItemProps & { readonly children: ReactNode }) {
  const { block, isOpen, dragging, onMove } = props
  const moveByKey = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    // A block inside of columns is moved within them, and they stay.
    event.stopPropagation()
    onMove(event.key === 'ArrowDown' ? 1 : -1)
  }
  const dragOver = (event: DragEvent) => {
    if (dragging.id === null) return
    event.preventDefault()
    event.stopPropagation()
    dragging.over(block.id)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of all that is in the row
    <li
      data-block={block.id}
      onKeyDown={moveByKey}
      onDragOver={dragOver}
      onDrop={(event) => event.preventDefault()}
      className={`${isOpen ? 'bg-sunk' : ''} ${dragging.id === block.id ? 'opacity-50' : ''}`}
    >
      <Line {...props} />
      {isOpen && children}
    </li>
  )
}

function Line(props: ItemProps) {
  const { block, place, count, onMove, onCopy, onRemove } = props
  const label = `${BLOCKS[block.kind].name} ${place + 1}`
  return (
    <div className="flex min-h-10 items-center gap-1">
      <Grip id={block.id} dragging={props.dragging} />
      <Opener {...props} />
      <RowButton icon={ArrowUp} label={`Move ${label} up`} idle={place === 0} onPress={() => onMove(-1)} />
      <RowButton
        icon={ArrowDown}
        label={`Move ${label} down`}
        idle={place === count - 1}
        onPress={() => onMove(1)}
      />
      <RowButton icon={Copy} label={`Copy ${label}`} onPress={onCopy} />
      <RowButton icon={X} label={`Remove ${label}`} onPress={onRemove} />
    </div>
  )
}

/** For the mouse alone: keys move a block from anywhere in its line. */
function Grip({ id, dragging }: { readonly id: string; readonly dragging: Dragging }) {
  const begin = (event: DragEvent) => {
    event.stopPropagation()
    event.dataTransfer.effectAllowed = 'move'
    event.dataTransfer.setData('text/plain', '')
    dragging.begin(id)
  }
  return (
    <span
      draggable
      onDragStart={begin}
      onDragEnd={dragging.end}
      aria-hidden="true"
      title="Drag to move"
      className="hidden h-8 w-4 shrink-0 cursor-grab items-center justify-center text-faint hover:text-ink sm:flex"
    >
      <GripVertical size={13} />
    </span>
  )
}

function Opener({ block, problems, isOpen, onOpen }: ItemProps) {
  const { name, icon: Icon } = BLOCKS[block.kind]
  return (
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
      <Icon size={14} aria-hidden="true" className="shrink-0 text-faint" />
      <span className="min-w-0 flex-1 py-1">
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="shrink-0 font-medium">{name}</span>
          <span className="truncate text-small text-faint">{gistOf(block)}</span>
        </span>
        {!isOpen && <ProblemLines problems={problems} />}
      </span>
    </button>
  )
}
