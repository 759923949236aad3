/** Reads the steps of a program, those of ways and arms included. Ids are unique in the whole program. */
import { durationOf } from '../agreement/read-durations.ts'
import { lookUp, SUBJECT, valueOf } from '../agreement/read-where.ts'
import type { AudienceContext } from '../audience/audience.ts'
import { audienceOf } from '../audience/read-audience.ts'
import {
  checkId,
  choiceOf,
  type Cursor,
  entriesOf,
  isList,
  itemsOf,
  keysOf,
  scalarOf,
  textOf,
} from '../document/document-cursor.ts'
import { nearestName } from '../document/nearest-name.ts'
import { type Arm, type ProgramStep, SPLIT_MEASURES, type Told, TONES, type Way } from './program.ts'

const MAX_STEPS = 200
const MAX_ARMS = 8
const MAX_TEXT = 500
const HEADS = ['send', 'wait', 'wait-for', 'branch', 'split', 'set', 'tell', 'webhook'] as const

interface StepContext extends AudienceContext {
  readonly ids: Set<string>
}

export function stepsOf(cursor: Cursor, context: AudienceContext): readonly ProgramStep[] {
  const steps = listOf(cursor, { ...context, ids: new Set() })
  if (isList(cursor) && steps.length === 0 && !cursor.reading.failed)
    cursor.reading.complain(cursor, 'bad-value', 'at least one step', 'add a step')
  return steps
}

function listOf(cursor: Cursor, context: StepContext): readonly ProgramStep[] {
  return itemsOf(cursor, 'a list of steps').flatMap((item) => stepOf(item, context) ?? [])
}

function stepOf(cursor: Cursor, context: StepContext): ProgramStep | undefined {
  const written = entriesOf(cursor, `a step: \`id\` and one of ${HEADS.join(', ')}`).map(({ key }) => key)
  if (written.length === 0) return undefined
  const heads = HEADS.filter((head) => written.includes(head))
  if (heads.length !== 1) {
    const [other] = written.filter((key) => key !== 'id')
    const near = heads.length === 0 && other !== undefined ? nearestName(other, HEADS) : undefined
    const remedy = near ? `did you mean \`${near}\`?` : 'write one thing per step'
    const found = written.map((key) => `\`${key}\``).join(', ')
    cursor.reading.complain(cursor, 'bad-value', `exactly one of ${HEADS.join(', ')}`, remedy, { found })
    return undefined
  }
  const id = ownIdOf(cursor, context)
  const step = READERS[heads[0]!](cursor, id ?? '', context)
  if (id !== undefined)
    cursor.reading.places[`steps.${id}`] = cursor.reading.place(cursor.node, cursor.keyOffset)
  return id === undefined ? undefined : step
}

/** The id of a step or an arm; complains about what is not one, or is one already. */
function ownIdOf(cursor: Cursor, { ids }: { readonly ids: Set<string> }): string | undefined {
  const at = entriesOf(cursor, 'an id').find(({ key }) => key === 'id')?.value
  if (!at) {
    cursor.reading.complain(cursor, 'missing', '`id`', 'add `id:` here', { found: 'nothing' })
    return undefined
  }
  const id = textOf(at, 'a kebab-case id')
  if (id === undefined || !checkId(at, id)) return undefined
  if (ids.has(id)) {
    const more = { found: `\`${id}\`` }
    at.reading.complain(at, 'duplicate', 'an id used once', 'rename one of the two', more)
    return undefined
  }
  ids.add(id)
  if (ids.size === MAX_STEPS + 1)
    at.reading.complain(at, 'too-large', `at most ${MAX_STEPS} steps`, 'make two programs of it')
  return id
}

type StepReader = (cursor: Cursor, id: string, context: StepContext) => ProgramStep | undefined

const READERS: Readonly<Record<(typeof HEADS)[number], StepReader>> = {
  send: (cursor, id) => {
    const keys = keysOf(cursor, 'a mail to send', ['id', 'send', 'tone'], ['tone'])
    const mail = textOf(keys.send!, 'the id of a mail')
    const tone = keys.tone && choiceOf(keys.tone, TONES)
    if (mail === undefined || !checkId(keys.send!, mail) || !tone) return undefined
    return { kind: 'send', id, mail, tone }
  },
  wait: (cursor, id) => {
    const ms = spanOf(keysOf(cursor, 'a wait', ['id', 'wait']).wait!)
    return ms === undefined ? undefined : { kind: 'wait', id, ms }
  },
  'wait-for': (cursor, id, context) => {
    const keys = keysOf(cursor, 'what to wait for', ['id', 'wait-for', 'up-to'], ['up-to'])
    const until = audienceOf(keys['wait-for']!, context, `steps.${id}`)
    const upToMs = keys['up-to'] && spanOf(keys['up-to'])
    return until && upToMs !== undefined ? { kind: 'wait-for', id, until, upToMs } : undefined
  },
  branch: (cursor, id, context) => {
    const { branch } = keysOf(cursor, 'a branch', ['id', 'branch'])
    return { kind: 'branch', id, ways: waysOf(branch!, id, context) }
  },
  split: (cursor, id, context) => {
    const { split } = keysOf(cursor, 'a split', ['id', 'split'])
    const keys = keysOf(split!, 'what is compared: `by` and `arms`', ['by', 'arms'], ['by', 'arms'])
    const by = keys.by && choiceOf(keys.by, SPLIT_MEASURES)
    const arms = keys.arms ? armsOf(keys.arms, context) : []
    return by && { kind: 'split', id, by, arms }
  },
  set: (cursor, id, { catalogue }) => {
    const { set } = keysOf(cursor, 'a field to set', ['id', 'set'])
    const keys = keysOf(set!, 'a field and what it is set to', ['field', 'to'], ['field', 'to'])
    const field = keys.field && settable(keys.field, catalogue)
    const to = field && keys.to && valueOf(keys.to, field.catalogued)
    return field && to !== undefined ? { kind: 'set', id, field: field.ref, to } : undefined
  },
  tell: (cursor, id) => {
    const keys = keysOf(cursor, 'whom to tell', ['id', 'tell', 'text'], ['text'])
    const to = toldOf(keys.tell!)
    const text = keys.text && textOf(keys.text, 'what to say')
    if (text !== undefined && text.length > MAX_TEXT)
      keys.text!.reading.complain(keys.text!, 'too-large', `at most ${MAX_TEXT} characters`, 'say it shorter')
    return to && text !== undefined ? { kind: 'tell', id, to, text } : undefined
  },
  webhook: (cursor, id) => {
    const { webhook } = keysOf(cursor, 'a webhook', ['id', 'webhook'])
    const name = textOf(webhook!, 'the name of a webhook in the settings')
    return name === undefined ? undefined : { kind: 'webhook', id, webhook: name }
  },
}

const SPAN_MAX_MS = 366 * 86_400_000

/** More than nothing, at most a year. */
function spanOf(cursor: Cursor): number | undefined {
  const ms = durationOf(cursor)
  if (ms === undefined || (ms > 0 && ms <= SPAN_MAX_MS)) return ms
  cursor.reading.complain(cursor, 'bad-value', 'more than nothing and at most 366 days', 'write `3 days`')
  return undefined
}

function waysOf(cursor: Cursor, id: string, context: StepContext): readonly Way[] {
  const items = itemsOf(cursor, 'a list of ways')
  if (isList(cursor) && items.length === 0)
    cursor.reading.complain(cursor, 'bad-value', 'at least one way', 'add `{ when: …, steps: […] }`')
  return items.map((item, index) => {
    const keys = keysOf(item, 'a way: `when` and `steps`', ['when', 'steps'], ['steps'])
    const when = keys.when ? audienceOf(keys.when, context, `steps.${id}/${index + 1}`) : null
    if (!keys.when && keys.steps && index < items.length - 1) {
      const remedy = 'put it last: it is for everybody else'
      item.reading.complain(item, 'unreachable', '`when` in every way but the last', remedy)
    }
    return { when: when ?? null, steps: keys.steps ? listOf(keys.steps, context) : [] }
  })
}

function armsOf(cursor: Cursor, context: StepContext): readonly Arm[] {
  const items = itemsOf(cursor, 'a list of arms')
  if (isList(cursor) && (items.length < 2 || items.length > MAX_ARMS)) {
    const found = `${items.length}`
    cursor.reading.complain(cursor, 'bad-value', `2 to ${MAX_ARMS} arms`, 'compare at least two', { found })
  }
  const ids = { ids: new Set<string>() }
  return items.flatMap((item) => {
    const keys = keysOf(item, 'an arm: `id` and `steps`', ['id', 'steps'], ['id', 'steps'])
    const id = keys.id && ownIdOf(item, ids)
    const steps = keys.steps ? listOf(keys.steps, context) : []
    return id === undefined ? [] : [{ id, steps }]
  })
}

/** A field of leads that a program may write: catalogued, not personal, and not told by how somebody came. */
function settable(cursor: Cursor, catalogue: AudienceContext['catalogue']) {
  const ref = textOf(cursor, 'a field such as `lead.persona`')
  const catalogued = ref === undefined ? undefined : lookUp(cursor, ref, catalogue, SUBJECT)
  if (ref === undefined || !catalogued) return undefined
  if (ref.startsWith('lead.') && !catalogued.personal && !catalogued.contact && !catalogued.first)
    return { ref, catalogued }
  const code = catalogued.personal || catalogued.contact ? 'personal' : 'bad-value'
  const expected = 'a field of the lead that is not personal data and not first-touch'
  cursor.reading.complain(cursor, code, expected, 'add a field of your own to the catalogue')
  return undefined
}

const TEAM = /^team (.{1,80})$/

/** `owner`, or `team emea`. */
function toldOf(cursor: Cursor): Told | undefined {
  const value = scalarOf(cursor)
  if (value === 'owner') return { kind: 'owner' }
  const team = typeof value === 'string' ? TEAM.exec(value)?.[1]?.trim() : undefined
  if (team) return { kind: 'team', team }
  cursor.reading.complain(cursor, 'bad-value', '`owner` or a team', 'write `owner` or `team emea`')
  return undefined
}
