import type { ProgramWords } from '@baton/protocol'
import { Plus, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { KindIcon } from './KindIcon.tsx'
import {
  type Arrow,
  keyOf,
  type StepList,
  type StepNode,
  type StepPart,
  type Stop,
  stopBeside,
  stopsOf,
} from './program-tree.ts'
import { sayStep, sayWay, TONE_NAMES } from './say-step.ts'

export interface StepActs {
  readonly onEdit: (stop: Stop) => void
  readonly onAdd: (stop: Stop) => void
  readonly onRemove: (stop: Stop) => void
  readonly onMove: (stop: Stop, by: -1 | 1) => void
}

interface TreeProps extends StepActs {
  readonly tree: StepList
  /** Side by side, or one below the other. */
  readonly face: 'canvas' | 'list'
  readonly words: ProgramWords | undefined
  readonly disabled: boolean
  /** Leads that stand at each step. */
  readonly standing: ReadonlyMap<string, number>
  readonly broken: ReadonlySet<string>
}

const ARROWS: Readonly<Record<string, Arrow>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/**
 * The steps as a tree: arrows move the focus, Enter opens a step, Delete takes it away, + adds one behind it, Alt and an arrow moves
 * it. The canvas and the list are two looks of it.
 */
export function StepTree(props: TreeProps) {
  const { tree, face, disabled } = props
  const stops = stopsOf(tree)
  const [wanted, setWanted] = useState<string>('')
  const focused = stops.some(({ key }) => key === wanted) ? wanted : (stops[0]?.key ?? '')
  const root = useRef<HTMLDivElement>(null)
  const focus = (key: string | null) => {
    if (key === null) return
    setWanted(key)
    root.current?.querySelector<HTMLElement>(`[data-stop="${CSS.escape(key)}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const key = (event.target as HTMLElement).dataset['stop']
    const stop = stops.find((one) => one.key === key)
    if (!stop || event.ctrlKey || event.metaKey) return
    const arrow = ARROWS[event.key]
    const act = disabled ? undefined : actOf(event, stop, props)
    if (act) {
      event.preventDefault()
      act()
    } else if (arrow && !event.altKey) {
      event.preventDefault()
      focus(stopBeside(stops, stop.key, arrow))
    } else if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault()
      focus((event.key === 'Home' ? stops[0] : stops.at(-1))?.key ?? null)
    }
  }
  return (
    <div
      ref={root}
      onFocus={(event) => setWanted(event.target.dataset['stop'] ?? focused)}
      className={`py-2 ${face === 'canvas' ? 'min-w-max' : ''}`}
    >
      <ul role="tree" aria-label="Steps" onKeyDown={onKeyDown} className={face === 'canvas' ? CENTRED : ''}>
        <Items {...props} list={tree} stops={stops} focused={focused} />
      </ul>
    </div>
  )
}

const CENTRED = 'flex flex-col items-center'

function actOf(event: KeyboardEvent, stop: Stop, acts: StepActs): (() => void) | undefined {
  if (event.key === '+' || (event.key === 'Enter' && !stop.node)) return () => acts.onAdd(stop)
  if (!stop.node) return undefined
  if (event.key === 'Enter') return () => acts.onEdit(stop)
  if (event.key === 'Delete' || event.key === 'Backspace') return () => acts.onRemove(stop)
  if (event.altKey && event.key === 'ArrowUp') return () => acts.onMove(stop, -1)
  if (event.altKey && event.key === 'ArrowDown') return () => acts.onMove(stop, 1)
  return undefined
}

interface ItemProps extends TreeProps {
  readonly stops: readonly Stop[]
  readonly focused: string
}

function Items({ list, ...props }: ItemProps & { readonly list: StepList }) {
  if (list.steps.length === 0) {
    const stop = props.stops.find(({ key }) => key === keyOf(list.path))
    return stop && <EmptyItem {...props} stop={stop} />
  }
  return list.steps.map((node, index) => {
    const stop = props.stops.find(({ key }) => key === keyOf(node.path))!
    return (
      <Item key={node.step.id} {...props} stop={stop} node={node} isLast={index === list.steps.length - 1} />
    )
  })
}

function EmptyItem({ stop, focused, disabled, onAdd }: ItemProps & { readonly stop: Stop }) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree hears the keys of all its items
    <li
      role="treeitem"
      aria-level={stop.level}
      aria-label="Nothing yet: add a step"
      data-stop={stop.key}
      tabIndex={stop.key === focused ? 0 : -1}
      onClick={() => disabled || onAdd(stop)}
      className="my-1 w-60 cursor-pointer rounded-md border border-dashed border-line-strong px-3 py-2 text-small text-faint hover:bg-hover"
    >
      Nothing yet. Press + to add a step.
    </li>
  )
}

function Item(props: ItemProps & { readonly stop: Stop; readonly node: StepNode; readonly isLast: boolean }) {
  const { face, stop, node, focused, isLast, words } = props
  const isFocused = stop.key === focused
  const hasParts = node.parts.length > 0
  return (
    <li
      role="treeitem"
      aria-level={stop.level}
      aria-label={`${sayStep(node.step, words)}${node.step.kind === 'send' ? `, tone ${TONE_NAMES[node.step.tone].toLowerCase()}` : ''}`}
      {...(hasParts && { 'aria-expanded': true })}
      data-stop={stop.key}
      tabIndex={isFocused ? 0 : -1}
      className={`group/item outline-none ${face === 'canvas' ? CENTRED : ''}`}
    >
      <StepCard {...props} />
      {hasParts && face === 'canvas' && <span aria-hidden="true" className="h-3 w-px bg-line-strong" />}
      {hasParts && (
        <ul
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a group of a tree
          role="group"
          className={
            face === 'canvas'
              ? 'flex items-start gap-4 border-t border-line-strong pt-2'
              : 'ml-5 border-l border-line pl-3'
          }
        >
          {node.parts.map((part) => (
            <li key={`${part.of} ${part.key}`} role="none" className={face === 'canvas' ? CENTRED : 'pt-1'}>
              <PartHead node={node} part={part} face={face} />
              {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- groups of a tree */}
              <ul role="group" aria-label={sayPart(node, part)} className={face === 'canvas' ? CENTRED : ''}>
                <Items {...props} list={part.list} />
              </ul>
            </li>
          ))}
        </ul>
      )}
      {face === 'canvas' && !isLast && <span aria-hidden="true" className="h-5 w-px bg-line-strong" />}
    </li>
  )
}

function sayPart({ step }: StepNode, part: StepPart): string {
  if (step.kind === 'branch') return sayWay(step.ways[Number(part.key)]?.when ?? null)
  return `Arm ${part.key}`
}

function PartHead({
  node,
  part,
  face,
}: {
  readonly node: StepNode
  readonly part: StepPart
  readonly face: string
}) {
  return (
    <p className={`text-small text-soft ${face === 'canvas' ? 'mb-1 max-w-72 px-2 text-center' : ''}`}>
      {sayPart(node, part)}
    </p>
  )
}

function StepCard(props: ItemProps & { readonly stop: Stop; readonly node: StepNode }) {
  const { node, stop, face, words, disabled, standing, broken, onEdit, onAdd, onRemove } = props
  const { step } = node
  const here = standing.get(step.id) ?? 0
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the tree hears the keys
    <div
      data-step={step.id}
      onClick={() => disabled || onEdit(stop)}
      className={`flex items-center gap-2 rounded-md border bg-raised px-2.5 py-1.5 group-focus-visible/item:outline-2 group-focus-visible/item:outline-accent ${broken.has(step.id) ? 'border-accent' : 'border-line'} ${face === 'canvas' ? 'w-72' : 'my-0.5 w-full max-w-2xl'} ${disabled ? '' : 'cursor-pointer hover:border-line-strong'}`}
    >
      <KindIcon kind={step.kind} />
      <span className="min-w-0 flex-1">
        <span className={`block text-body ${face === 'canvas' ? 'line-clamp-2' : 'truncate'}`}>
          {sayStep(step, words)}
        </span>
        <span className="block text-tiny text-faint">
          {step.id}
          {step.kind === 'send' && ` · ${TONE_NAMES[step.tone]}`}
        </span>
      </span>
      {here > 0 && (
        <span
          className="figures rounded bg-data-wash px-1.5 text-small text-data-text"
          title="Leads that stand here"
        >
          {here}
        </span>
      )}
      {!disabled && (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- only keeps clicks in
        <span className="flex" onClick={(event) => event.stopPropagation()}>
          <Button
            look="plain"
            className="px-1"
            tabIndex={-1}
            aria-label={`Add a step behind ${step.id}`}
            onClick={() => onAdd(stop)}
          >
            <Plus size={14} aria-hidden="true" />
          </Button>
          <Button
            look="plain"
            className="px-1"
            tabIndex={-1}
            aria-label={`Take ${step.id} away`}
            onClick={() => onRemove(stop)}
          >
            <Trash2 size={13} aria-hidden="true" />
          </Button>
        </span>
      )}
    </div>
  )
}
