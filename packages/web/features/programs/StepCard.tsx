import type { ProgramWords } from '@baton/protocol'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { KindIcon } from './KindIcon.tsx'
import type { StepNode, Stop } from './program-tree.ts'
import { sayStep, TONE_NAMES } from './say-step.ts'

export interface StepActs {
  readonly onEdit: (stop: Stop) => void
  readonly onAdd: (stop: Stop) => void
  readonly onRemove: (stop: Stop) => void
  readonly onMove: (stop: Stop, by: -1 | 1) => void
}

interface CardProps extends StepActs {
  readonly stop: Stop
  readonly node: StepNode
  readonly isLast: boolean
  readonly isFocused: boolean
  readonly face: 'canvas' | 'list'
  readonly words: ProgramWords | undefined
  readonly disabled: boolean
  /** Leads that stand at each step. */
  readonly standing: ReadonlyMap<string, number>
  readonly broken: ReadonlySet<string>
}

/** One step: what it does in words, how many leads stand at it, and what a mouse can do with it. */
export function StepCard(props: CardProps) {
  const { node, stop, isFocused, face, words, disabled, standing, broken, onEdit } = props
  const { step } = node
  const here = standing.get(step.id) ?? 0
  const says = sayStep(step, words)
  const under = step.kind === 'send' ? `${step.id} · ${TONE_NAMES[step.tone]}` : step.id
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree hears the keys of all its items
    <div
      role="treeitem"
      aria-level={stop.level}
      aria-label={`${says} ${under}${here > 0 ? ` ${here}` : ''}`}
      {...(node.parts.length > 0 && { 'aria-expanded': true })}
      data-stop={stop.key}
      data-step={step.id}
      tabIndex={isFocused ? 0 : -1}
      onClick={() => disabled || onEdit(stop)}
      className={`group/card relative flex items-center gap-2 rounded-md border bg-raised px-2.5 py-1.5 focus-visible:outline-2 focus-visible:outline-accent ${broken.has(step.id) ? 'border-accent' : 'border-line'} ${face === 'canvas' ? 'w-64' : 'my-0.5 w-full'} ${disabled ? '' : 'cursor-pointer hover:border-line-strong'}`}
    >
      <KindIcon kind={step.kind} />
      <span className="min-w-0 flex-1">
        <span className={`text-body ${face === 'canvas' ? 'line-clamp-3' : 'line-clamp-2'}`}>{says}</span>{' '}
        <span className="block text-tiny text-faint">{under}</span>
      </span>{' '}
      {here > 0 && (
        <span
          className="figures rounded bg-data-wash px-1.5 text-small text-data-text"
          title="Leads that stand here"
        >
          {here}
        </span>
      )}
      {!disabled && <Acts {...props} />}
    </div>
  )
}

/** On the canvas they come up under the mouse, so that the step has its whole width; where there is none they stay. */
const UNDER_MOUSE =
  'absolute inset-y-px right-px rounded-md bg-raised pr-1 pl-1.5 opacity-0 group-hover/card:opacity-100 focus-within:opacity-100 pointer-coarse:static pointer-coarse:p-0 pointer-coarse:opacity-100'

function Acts({ stop, node, isLast, face, onAdd, onRemove, onMove }: CardProps) {
  const { id } = node.step
  const act = (label: string, icon: ReactNode, onClick: () => void, isPossible = true) => (
    <Button
      look="plain"
      className="px-1.5!"
      tabIndex={-1}
      aria-label={label}
      title={label}
      disabled={!isPossible}
      onClick={onClick}
    >
      {icon}
    </Button>
  )
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- only keeps clicks in
    <span
      className={`flex items-center ${face === 'canvas' ? UNDER_MOUSE : ''}`}
      onClick={(event) => event.stopPropagation()}
    >
      {act(`Add a step behind ${id}`, <Plus size={14} aria-hidden="true" />, () => onAdd(stop))}
      {act(`Move ${id} up`, <ArrowUp size={13} aria-hidden="true" />, () => onMove(stop, -1), stop.index > 0)}
      {act(`Move ${id} down`, <ArrowDown size={13} aria-hidden="true" />, () => onMove(stop, 1), !isLast)}
      {act(`Take ${id} away`, <Trash2 size={13} aria-hidden="true" />, () => onRemove(stop))}
    </span>
  )
}
