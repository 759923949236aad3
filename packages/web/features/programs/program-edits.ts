/** What the canvas and the list do to the document: it is edited as text, so comments around a step stay. */
import { type DocumentPath, type EditValue, withEntry, withoutEntry, withValue } from '@baton/engine/edit'
import { type Program, programDocument } from '@baton/engine/program'
import type { StepList } from './program-tree.ts'

type StepDocument = Readonly<Record<string, EditValue>>

/** Behind the step of that number; null: into a list that is empty. */
export function withStep(text: string, list: StepList, after: number | null, step: StepDocument): string {
  if (list.steps.length === 0) return withValue(text, list.path, [step])
  return withEntry(text, [...list.path, '-'], step, { after: after ?? list.steps.length - 1 })
}

export function withoutStep(text: string, list: StepList, index: number): string {
  return list.steps.length === 1 ? withValue(text, list.path, []) : withoutEntry(text, [...list.path, index])
}

/** Exchanges two neighbours. Null: there is none on that side. */
export function withMovedStep(
  text: string,
  program: Program,
  list: StepList,
  index: number,
  by: -1 | 1,
): string | null {
  const other = index + by
  if (!list.steps[other]) return null
  const document = programDocument(program)
  const [one, two] = [
    documentAt(document, [...list.path, index]),
    documentAt(document, [...list.path, other]),
  ]
  return withValue(withValue(text, [...list.path, index], two), [...list.path, other], one)
}

/** A step, or a section, as plain data. */
export function documentAt(document: unknown, path: DocumentPath): EditValue {
  return path.reduce<unknown>(
    (at, key) => (at as Record<string | number, unknown>)[key],
    document,
  ) as EditValue
}

/** Exchanges what a step says, and leaves what is inside its ways and arms as it is written. */
export function withChangedStep(
  text: string,
  path: DocumentPath,
  before: StepDocument,
  after: StepDocument,
): string {
  let changed = text
  for (const key of Object.keys(before)) if (!(key in after)) changed = withoutEntry(changed, [...path, key])
  for (const [key, value] of Object.entries(after))
    if (JSON.stringify(before[key]) !== JSON.stringify(value))
      changed = withValue(changed, [...path, key], value)
  return changed
}

/** A section of the program; null takes it away. */
export function withSection(text: string, path: DocumentPath, value: EditValue | null, has: boolean): string {
  if (value === null) return has ? withoutEntry(text, path) : text
  return has ? withValue(text, path, value) : withEntry(text, path, value)
}
