/** A form while it is written: its definition with lasting keys for its fields, changed by plain functions. */
import type { FormDefinition, FormField, FormProblem } from '@baton/protocol'
import { isShown } from '@baton/protocol/form-rules'

export interface EditedField extends FormField {
  /** The same while it is moved and renamed. */
  readonly key: string
  /** True once it was saved: answers stand under its id, so a new label no longer changes it. */
  readonly kept: boolean
}

export type EditedForm = Omit<FormDefinition, 'fields'> & { readonly fields: readonly EditedField[] }

export function editedForm(definition: FormDefinition): EditedForm {
  return {
    ...definition,
    fields: definition.fields.map((field) => ({ ...field, key: field.id, kept: true })),
  }
}

export function definitionOf({ fields, ...rest }: EditedForm): FormDefinition {
  return { ...rest, fields: fields.map(({ key: _key, kept: _kept, ...field }) => field) }
}

/** As the server keeps it: without the space around texts, its fields with the keys that they have here. */
export function asSaved(form: EditedForm, definition: FormDefinition): EditedForm {
  const fields = definition.fields.map((field, index) => ({
    ...field,
    key: form.fields[index]?.key ?? field.id,
    kept: true,
  }))
  return { ...definition, fields }
}

/** What was written while it was being saved stays; ids that were saved no longer change. */
export function withKept(form: EditedForm, definition: FormDefinition): EditedForm {
  const ids = new Set(definition.fields.map(({ id }) => id))
  return {
    ...form,
    fields: form.fields.map((field) => ({ ...field, kept: field.kept || ids.has(field.id) })),
  }
}

export function withField(form: EditedForm, key: string): EditedForm {
  const label = 'New question'
  const field: EditedField = {
    key,
    kept: false,
    id: freeId(label, form.fields),
    maps: 'answer',
    label,
    type: 'text',
    required: false,
    options: [],
    help: '',
    showWhen: null,
    progressive: false,
  }
  return { ...form, fields: [...form.fields, field] }
}

export function withoutField(form: EditedForm, key: string): EditedForm {
  return { ...form, fields: form.fields.filter((field) => field.key !== key) }
}

/** One place up or down; at the end it stays. */
export function moved(form: EditedForm, key: string, by: 1 | -1): EditedForm {
  const from = form.fields.findIndex((field) => field.key === key)
  const to = from + by
  if (from < 0 || to < 0 || to >= form.fields.length) return form
  const fields = form.fields.toSpliced(from, 1).toSpliced(to, 0, form.fields[from]!)
  return { ...form, fields }
}

/** Changes a field. One that was never saved takes its id from its label, and what depends on it follows. */
export function changedField(form: EditedForm, key: string, change: Partial<FormField>): EditedForm {
  const before = form.fields.find((field) => field.key === key)
  if (!before) return form
  const others = form.fields.filter((field) => field.key !== key)
  const after = { ...before, ...change, ...whatFollows(before, change) }
  const id = before.kept || change.label === undefined ? before.id : freeId(change.label, others)
  return {
    ...form,
    fields: form.fields.map((field) => {
      if (field.key === key) return { ...after, id }
      if (field.showWhen?.field !== before.id) return field
      return { ...field, showWhen: { ...field.showWhen, field: id } }
    }),
  }
}

/** As many as the digits say; none of them: as usual. */
export function withPerHour({ perHour: _perHour, ...form }: EditedForm, text: string): EditedForm {
  const digits = text.replace(/\D/g, '').slice(0, 6)
  return digits === '' ? form : { ...form, perHour: Number(digits) }
}

/** The address is always asked for and is of its own type; other facts suggest theirs. */
function whatFollows(before: FormField, { maps }: Partial<FormField>): Partial<FormField> {
  if (maps === undefined) return {}
  if (maps === 'lead.email') return { type: 'email', required: true, progressive: false, showWhen: null }
  if (maps === 'lead.phone') return { type: 'phone' }
  if (maps === 'company.employees' || maps === 'company.revenue')
    return before.type === 'choice' ? {} : { type: 'number' }
  return before.type === 'email' ? { type: 'text' } : {}
}

function freeId(label: string, others: readonly FormField[]): string {
  const plain = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 30)
    .replace(/-+$/, '')
  const base = plain === '' ? 'field' : plain
  const taken = new Set(others.map(({ id }) => id))
  if (!taken.has(base)) return base
  let next = 2
  while (taken.has(`${base}-${next}`)) next++
  return `${base}-${next}`
}

/** What cannot be sent at all, said in place before the server is asked. */
export function unfinished(form: EditedForm): readonly FormProblem[] {
  const blank = (path: string, text: string): readonly FormProblem[] =>
    text.trim() === '' ? [{ path, message: 'This cannot be empty.' }] : []
  return [
    ...blank('name', form.name),
    ...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(form.slug)
      ? []
      : [
          {
            path: 'slug',
            message: `“${form.slug}” has to be small letters, digits and dashes between them.`,
          },
        ]),
    ...blank('title', form.title),
    ...blank('submit', form.submit),
    ...(form.fields.length === 0
      ? [{ path: 'fields', message: 'A form asks at least for the address.' }]
      : []),
    ...form.fields.flatMap(({ label, showWhen }, index) => [
      ...blank(`fields/${index}/label`, label),
      ...(showWhen?.is.length === 0
        ? [{ path: `fields/${index}/showWhen`, message: 'Choose at least one answer.' }]
        : []),
    ]),
    ...form.consents.flatMap(({ text }, index) => blank(`consents/${index}/text`, text)),
    ...blank('thanks/title', form.thanks.title),
    ...(form.perHour !== undefined && (form.perHour < 10 || form.perHour > 10_000)
      ? [{ path: 'perHour', message: `${form.perHour} is outside of 10 to 10,000.` }]
      : []),
  ]
}

/** What is said against a place or anything in it; empty where nothing is. */
export function problemAt(problems: readonly FormProblem[], path: string): string {
  return problems
    .filter((problem) => problem.path === path || problem.path.startsWith(`${path}/`))
    .map(({ message }) => message)
    .join(' ')
}

/**
 * The fields that somebody sees. Who comes again and gave the rest before is asked what is left for the second time,
 * and no longer what they may leave out.
 */
export function shownFields(
  fields: readonly FormField[],
  answers: Readonly<Record<string, string>>,
  isSecondTime: boolean,
): readonly FormField[] {
  const shown: FormField[] = []
  const hasPlain = fields.some(({ progressive, maps }) => !progressive && maps !== 'lead.email')
  const knowsRest = isSecondTime && hasPlain
  for (const field of fields) {
    const onTurn = field.progressive ? knowsRest : !knowsRest || field.required || field.maps === 'lead.email'
    const isAsked = field.showWhen === null || shown.some(({ id }) => id === field.showWhen!.field)
    if (onTurn && isAsked && isShown(field, answers)) shown.push(field)
  }
  return shown
}
