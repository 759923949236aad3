/** A step as its form holds it: texts as somebody types them, and back into the document. */
import type { AudienceContext } from '@baton/engine/audience'
import { type EditValue, withEntry, withoutEntry, withValue } from '@baton/engine/edit'
import type { ProgramStep, SplitMeasure, Tone } from '@baton/engine/program'
import { audienceText, readFlow } from './flow-text.ts'
import { withChangedStep } from './program-edits.ts'
import type { StepNode } from './program-tree.ts'
import { durationText } from './say-step.ts'

export type StepKind = ProgramStep['kind']

/** A way or an arm; `was`: its place in the document, null for a new one. */
export interface PartForm {
  readonly was: number | null
  /** The condition of a way, empty for everybody else; the id of an arm. */
  readonly text: string
}

export interface StepForm {
  readonly kind: StepKind
  readonly id: string
  readonly mail: string
  readonly tone: Tone
  readonly duration: string
  readonly until: string
  readonly ways: readonly PartForm[]
  readonly by: SplitMeasure
  readonly arms: readonly PartForm[]
  readonly field: string
  readonly to: string
  readonly told: string
  readonly text: string
  readonly webhook: string
}

export function newForm(kind: StepKind, id: string): StepForm {
  return {
    kind,
    id,
    mail: '',
    tone: 'teach',
    duration: '3 days',
    until: 'did: Page Viewed, where: { page_group: pricing }',
    ways: [
      { was: null, text: 'grade: [A, B]' },
      { was: null, text: '' },
    ],
    by: 'click',
    arms: [
      { was: null, text: `${id}-a` },
      { was: null, text: `${id}-b` },
    ],
    field: '',
    to: '',
    told: 'owner',
    text: '',
    webhook: '',
  }
}

export function formOf(step: ProgramStep): StepForm {
  const form = newForm(step.kind, step.id)
  switch (step.kind) {
    case 'send':
      return { ...form, mail: step.mail, tone: step.tone }
    case 'wait':
      return { ...form, duration: durationText(step.ms) }
    case 'wait-for':
      return { ...form, until: audienceText(step.until), duration: durationText(step.upToMs) }
    case 'branch':
      return {
        ...form,
        ways: step.ways.map(({ when }, was) => ({ was, text: when === null ? '' : audienceText(when) })),
      }
    case 'split':
      return { ...form, by: step.by, arms: step.arms.map(({ id }, was) => ({ was, text: id })) }
    case 'set':
      return { ...form, field: step.field, to: String(step.to) }
    case 'tell':
      return { ...form, told: step.to.kind === 'owner' ? 'owner' : `team ${step.to.team}`, text: step.text }
    case 'webhook':
      return { ...form, webhook: step.webhook }
  }
}

type StepDocument = Readonly<Record<string, EditValue>>

export type ReadForm =
  | { readonly document: StepDocument; readonly problems: null }
  /** By the name of the control; ways and arms by their number. */
  | { readonly document: null; readonly problems: Readonly<Record<string, string>> }

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const DURATION = /^\d{1,6} (minute|hour|day|week)s?$/

/** The step as the document has it, with its ways and arms empty. */
export function readForm(form: StepForm, context: AudienceContext, taken: readonly string[]): ReadForm {
  const problems: Record<string, string> = {}
  const need = (name: string, isSo: boolean, problem: string) => {
    if (!isSo) problems[name] = problem
  }
  need('id', ID.test(form.id), 'Small letters, digits and hyphens, such as first-mail.')
  need('id', ID.test(form.id) && !taken.includes(form.id), problems['id'] ?? 'Another step has this id.')
  const document = documentOf(form, context, need)
  return Object.keys(problems).length > 0 || document === null
    ? { document: null, problems }
    : { document: { id: form.id, ...document }, problems: null }
}

type Need = (name: string, isSo: boolean, problem: string) => void

function documentOf(form: StepForm, context: AudienceContext, need: Need): StepDocument | null {
  switch (form.kind) {
    case 'send':
      need('mail', form.mail !== '', 'Choose a mail.')
      return { send: form.mail, tone: form.tone }
    case 'wait':
      need('duration', DURATION.test(form.duration), 'Write 3 days, 12 hours or 1 week.')
      return { wait: form.duration }
    case 'wait-for': {
      need('duration', DURATION.test(form.duration), 'Write 3 days, 12 hours or 1 week.')
      const until = readFlow(form.until, context)
      need('until', until.problem === null, until.problem ?? '')
      return until.document === null ? null : { 'wait-for': until.document, 'up-to': form.duration }
    }
    case 'branch':
      return branchOf(form, context, need)
    case 'split':
      return splitOf(form, need)
    case 'set':
      need('field', form.field !== '', 'Choose a field.')
      need('to', form.to !== '', 'Write what it is set to.')
      return { set: { field: form.field, to: valueOf(form.to) } }
    case 'tell':
      need('text', form.text.trim() !== '', 'Write what to say.')
      return { tell: form.told, text: form.text.trim() }
    case 'webhook':
      need('webhook', form.webhook !== '', 'Choose a webhook.')
      return { webhook: form.webhook }
  }
}

function branchOf({ ways }: StepForm, context: AudienceContext, need: Need): StepDocument {
  const branch = ways.map(({ text }, index): EditValue => {
    const isLast = index === ways.length - 1
    if (text.trim() === '') {
      need(`part ${index}`, isLast, 'Only the last way can be for everybody else.')
      return { steps: [] }
    }
    const when = readFlow(text, context)
    need(`part ${index}`, when.problem === null, when.problem ?? '')
    return { when: when.document ?? '', steps: [] }
  })
  return { branch }
}

function splitOf({ by, arms }: StepForm, need: Need): StepDocument {
  for (const [index, { text }] of arms.entries()) {
    const isOnce = arms.findIndex((arm) => arm.text === text) === index
    need(`part ${index}`, ID.test(text) && isOnce, 'An id of its own, such as short-subject.')
  }
  return { split: { by, arms: arms.map(({ text }) => ({ id: text, steps: [] })) } }
}

/** As YAML reads a plain value. */
function valueOf(text: string): EditValue {
  if (text === 'true' || text === 'yes') return true
  if (text === 'false' || text === 'no') return false
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}

/** The text with a step as its form has it now; what is inside of ways and arms that stay is left as it is written. */
export function withForm(
  text: string,
  node: StepNode,
  form: StepForm,
  document: StepDocument,
  context: AudienceContext,
): string {
  const { path, step } = node
  const named = (changed: string) =>
    step.id === form.id ? changed : withValue(changed, [...path, 'id'], form.id)
  if (step.kind === 'branch' && form.kind === 'branch') {
    const ways = document['branch'] as readonly PartDocument[]
    const hadNone = step.ways.flatMap(({ when }, place) => (when === null ? [place] : []))
    const parts = {
      key: 'when',
      forms: form.ways,
      documents: ways,
      count: step.ways.length,
      hadNone,
    } as const
    return named(withParts(text, [...path, 'branch'], parts))
  }
  if (step.kind === 'split' && form.kind === 'split') {
    const { arms } = document['split'] as { readonly arms: readonly PartDocument[] }
    const measured = step.by === form.by ? text : withValue(text, [...path, 'split', 'by'], form.by)
    const parts = {
      key: 'id',
      forms: form.arms,
      documents: arms,
      count: step.arms.length,
      hadNone: [],
    } as const
    return named(withParts(measured, [...path, 'split', 'arms'], parts))
  }
  const before = readForm(formOf(step), context, [])
  return before.document
    ? withChangedStep(text, path, before.document, document)
    : withValue(text, path, document)
}

type PartDocument = Readonly<Record<string, EditValue>>

interface Parts {
  readonly key: 'when' | 'id'
  readonly forms: readonly PartForm[]
  readonly documents: readonly PartDocument[]
  /** How many the document has. */
  readonly count: number
  /** Places of those that have no such key. */
  readonly hadNone: readonly number[]
}

function withParts(
  text: string,
  path: readonly (string | number)[],
  { key, forms, documents, count, hadNone }: Parts,
): string {
  let changed = text
  for (const [index, { was }] of forms.entries()) {
    if (was === null) continue
    const value = documents[index]![key]
    if (value !== undefined) changed = withValue(changed, [...path, was, key], value)
    else if (!hadNone.includes(was)) changed = withoutEntry(changed, [...path, was, key])
  }
  const stays = new Set(forms.flatMap(({ was }) => was ?? []))
  for (let place = count - 1; place >= 0; place -= 1)
    if (!stays.has(place)) changed = withoutEntry(changed, [...path, place])
  for (const [index, { was }] of forms.entries())
    if (was === null)
      changed = withEntry(changed, [...path, '-'], documents[index]!, index === 0 ? {} : { after: index - 1 })
  return changed
}
