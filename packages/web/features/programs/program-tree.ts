/** The steps of a program as both editors show them: each with its place in the document, in the order of reading. */
import type { DocumentPath } from '@baton/engine/edit'
import type { Program, ProgramStep } from '@baton/engine/program'

/** A list of steps: of the program, of a way of a branch, or of an arm of a split. */
export interface StepList {
  readonly path: DocumentPath
  readonly steps: readonly StepNode[]
}

export interface StepNode {
  readonly step: ProgramStep
  readonly path: DocumentPath
  readonly parts: readonly StepPart[]
}

/** A way or an arm with what happens in it. */
export interface StepPart {
  readonly list: StepList
  /** Of a way: its number from 0; of an arm: its id. */
  readonly key: string
  readonly of: 'way' | 'arm'
}

export function treeOf({ steps }: Program): StepList {
  return listOf(['steps'], steps)
}

function listOf(path: DocumentPath, steps: readonly ProgramStep[]): StepList {
  return { path, steps: steps.map((step, index) => nodeOf([...path, index], step)) }
}

function nodeOf(path: DocumentPath, step: ProgramStep): StepNode {
  const ways = step.kind === 'branch' ? step.ways : []
  const arms = step.kind === 'split' ? step.arms : []
  const parts: StepPart[] = [
    ...ways.map((way, index) => ({
      list: listOf([...path, 'branch', index, 'steps'], way.steps),
      key: String(index),
      of: 'way' as const,
    })),
    ...arms.map((arm, index) => ({
      list: listOf([...path, 'split', 'arms', index, 'steps'], arm.steps),
      key: arm.id,
      of: 'arm' as const,
    })),
  ]
  return { step, path, parts }
}

/** What the focus moves between: steps, and places where there is none yet. */
export interface Stop {
  readonly key: string
  /** Null: an empty list. */
  readonly node: StepNode | null
  readonly list: StepList
  readonly index: number
  readonly level: number
  /** The step that it is inside of. */
  readonly parent: StepNode | null
  readonly part: StepPart | null
}

export function keyOf(path: DocumentPath): string {
  return path.join('/')
}

/** In the order of reading. */
export function stopsOf(
  list: StepList,
  level = 1,
  parent: StepNode | null = null,
  part: StepPart | null = null,
): readonly Stop[] {
  const at = { list, level, parent, part }
  if (list.steps.length === 0) return [{ ...at, key: keyOf(list.path), node: null, index: 0 }]
  return list.steps.flatMap((node, index) => [
    { ...at, key: keyOf(node.path), node, index },
    ...node.parts.flatMap((inner) => stopsOf(inner.list, level + 1, node, inner)),
  ])
}

export type Arrow = 'up' | 'down' | 'left' | 'right'

/** Where an arrow key leads; null: it stays. Up and down follow the order of reading, left and right cross between ways. */
export function stopBeside(stops: readonly Stop[], key: string, arrow: Arrow): string | null {
  const index = stops.findIndex((stop) => stop.key === key)
  const stop = stops[index]
  if (!stop) return null
  if (arrow === 'up') return stops[index - 1]?.key ?? null
  if (arrow === 'down') return stops[index + 1]?.key ?? null
  const firstOf = (part: StepPart | undefined) => part && keyOf(part.list.steps[0]?.path ?? part.list.path)
  if (arrow === 'right' && stop.node && stop.node.parts.length > 0) return firstOf(stop.node.parts[0]) ?? null
  const { parent, part } = stop
  if (!parent || !part) return null
  const beside = parent.parts[parent.parts.indexOf(part) + (arrow === 'right' ? 1 : -1)]
  return firstOf(beside) ?? (arrow === 'left' ? keyOf(parent.path) : null)
}

/** Every id of a program, of steps and arms. */
export function idsIn(list: StepList): readonly string[] {
  return list.steps.flatMap(({ step, parts }) => [
    step.id,
    ...parts.flatMap((part) => [...(part.of === 'arm' ? [part.key] : []), ...idsIn(part.list)]),
  ])
}

/** An id that nothing has yet: `wait`, `wait-2`, … */
export function freeId(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted
  for (let number = 2; ; number += 1) if (!taken.includes(`${wanted}-${number}`)) return `${wanted}-${number}`
}
