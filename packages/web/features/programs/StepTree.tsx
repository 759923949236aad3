import type { ProgramWords } from '@baton/protocol'
import { Plus } from 'lucide-react'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
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
import { sayWay } from './say-step.ts'
import { type StepActs, StepCard } from './StepCard.tsx'

export interface ComeTo {
  readonly key: string
  /** A dialog closes, and gives the focus back to where it was, first. */
  readonly fromDialog: boolean
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
  /** Where the focus goes next: to what was added, moved, or stands where something was taken away. */
  readonly comeTo: ComeTo | null
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
  const { tree, face, disabled, comeTo } = props
  const stops = stopsOf(tree)
  const [wanted, setWanted] = useState<string>('')
  const focused = stops.some(({ key }) => key === wanted) ? wanted : (stops[0]?.key ?? '')
  const root = useRef<HTMLDivElement>(null)
  const focus = (key: string | null) => focusStop(root.current, key)
  useEffect(() => {
    if (comeTo === null) return
    const come = () => focusStop(root.current, comeTo.key)
    if (!comeTo.fromDialog) return come()
    const frame = requestAnimationFrame(come)
    return () => cancelAnimationFrame(frame)
  }, [comeTo])
  useLayoutEffect(() => {
    // A wide canvas begins at its first step.
    root.current?.querySelector('[data-step]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [])
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
      className={face === 'canvas' ? 'px-2 py-3' : 'max-w-3xl py-2'}
    >
      <ul role="tree" aria-label="Steps" onKeyDown={onKeyDown} className={face === 'canvas' ? CENTRED : ''}>
        <Items {...props} list={tree} stops={stops} focused={focused} goesOn={false} />
      </ul>
    </div>
  )
}

const CENTRED = 'flex flex-col items-center'

function focusStop(root: HTMLElement | null, key: string | null): void {
  if (key === null) return
  const stop = root?.querySelector<HTMLElement>(`[data-stop="${CSS.escape(key)}"]`)
  stop?.focus({ preventScroll: true })
  stop?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

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
  /** Whether anything follows behind the list. */
  readonly goesOn: boolean
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

function EmptyItem({ stop, face, focused, disabled, onAdd }: ItemProps & { readonly stop: Stop }) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree hears the keys of all its items
    <li
      role="treeitem"
      aria-level={stop.level}
      data-stop={stop.key}
      tabIndex={stop.key === focused ? 0 : -1}
      onClick={() => disabled || onAdd(stop)}
      className={`flex cursor-pointer items-center gap-2 rounded-md border border-dashed border-line-strong px-2.5 py-2 text-small text-faint hover:bg-hover ${face === 'canvas' ? 'w-64' : 'my-0.5'}`}
    >
      <Plus size={14} aria-hidden="true" />
      Nothing yet: add a step
    </li>
  )
}

function Item(props: ItemProps & { readonly stop: Stop; readonly node: StepNode; readonly isLast: boolean }) {
  const { face, stop, node, focused, isLast } = props
  const hasParts = node.parts.length > 0
  const isCanvas = face === 'canvas'
  return (
    <li role="none" className={isCanvas ? CENTRED : ''}>
      <StepCard {...props} isFocused={stop.key === focused} />
      {hasParts && isCanvas && <Line className="h-3" />}
      {hasParts && (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a group of a tree
        <ul role="group" className={isCanvas ? 'flex' : 'ml-5 border-l border-line pl-3'}>
          {node.parts.map((part, index) => (
            <Part key={`${part.of} ${part.key}`} {...props} part={part} index={index} />
          ))}
        </ul>
      )}
      {isCanvas && !isLast && <Line className="h-5" />}
    </li>
  )
}

function Line({ className }: { readonly className: string }) {
  return <span aria-hidden="true" className={`w-px bg-line-strong ${className}`} />
}

/** A way or an arm. On the canvas lines lead to it and, where anything follows, from its end on. */
function Part(props: Parameters<typeof Item>[0] & { readonly part: StepPart; readonly index: number }) {
  const { node, part, index, face, isLast, goesOn } = props
  const isCanvas = face === 'canvas'
  const leadsOn = !isLast || goesOn
  const sides = `${index === 0 ? 'left-1/2' : 'left-0'} ${index === node.parts.length - 1 ? 'right-1/2' : 'right-0'}`
  const across = (end: string) => (
    <span aria-hidden="true" className={`absolute h-px bg-line-strong ${sides} ${end}`} />
  )
  return (
    <li role="none" className={isCanvas ? `relative px-2 ${CENTRED}` : 'pt-1'}>
      {isCanvas && across('top-0')}
      {isCanvas && <Line className="h-3" />}
      <p className={`text-small text-soft ${isCanvas ? 'w-64 py-1 text-center' : ''}`}>
        {sayPart(node, part)}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- groups of a tree */}
      <ul role="group" aria-label={sayPart(node, part)} className={isCanvas ? CENTRED : ''}>
        <Items {...props} list={part.list} goesOn={leadsOn} />
      </ul>
      {isCanvas && leadsOn && <Line className="min-h-3 grow" />}
      {isCanvas && leadsOn && across('bottom-0')}
    </li>
  )
}

function sayPart({ step }: StepNode, part: StepPart): string {
  if (step.kind === 'branch') return sayWay(step.ways[Number(part.key)]?.when ?? null)
  return `Arm ${part.key}`
}
