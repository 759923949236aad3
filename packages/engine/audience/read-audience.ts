/** Reads an audience from YAML or JSON: the leaves as the agreement reads its conditions, and whom they are joined with. */
import { STAGES } from '../agreement/agreement.ts'
import { conditionNamer, conditionOf, HEADS, headOf } from '../agreement/read-conditions.ts'
import {
  checkId,
  choiceOf,
  type Cursor,
  isList,
  itemsOf,
  keysOf,
  type Place,
  Reading,
  textOf,
} from '../document/document-cursor.ts'
import type { Problem } from '../document/problem.ts'
import type { Audience, AudienceContext } from './audience.ts'

export interface AudienceReading {
  /** Null when there is any error; warnings alone do not prevent it. */
  readonly audience: Audience | null
  /** In document order. */
  readonly problems: readonly Problem[]
  /** Where each condition stands in the document. */
  readonly places: Readonly<Record<string, Place>>
}

/** Reads a document that is one audience. Never throws. */
export function readAudience(text: string, context: AudienceContext): AudienceReading {
  const reading = new Reading(text)
  if (reading.failed) return { audience: null, problems: reading.problems, places: {} }
  const audience = audienceOf(reading.root, context)
  const problems = reading.problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
  return { audience: (!reading.failed && audience) || null, problems, places: reading.places }
}

const MAX_CONDITIONS = 200
const AUDIENCE_HEADS = [...HEADS, 'stage', 'persona', 'segment'] as const

interface Naming extends AudienceContext {
  readonly name: (suggestion: string) => string
  readonly counter: { conditions: number }
}

/**
 * The audience that stands at a place of a document.
 *
 * @param prefix begins the ids of its conditions, so that they differ from those of others in the document
 */
export function audienceOf(
  cursor: Cursor,
  context: AudienceContext,
  prefix = 'audience',
): Audience | undefined {
  return partOf(cursor, { ...context, name: conditionNamer(prefix), counter: { conditions: 0 } })
}

function partOf(cursor: Cursor, context: Naming): Audience | undefined {
  if (++context.counter.conditions > MAX_CONDITIONS) {
    const remedy = 'make segments of its parts'
    cursor.reading.complain(cursor, 'too-large', `at most ${MAX_CONDITIONS} conditions`, remedy)
    return undefined
  }
  const head = headOf(cursor, AUDIENCE_HEADS)
  switch (head) {
    case undefined:
      return undefined
    case 'all':
    case 'any': {
      const list = keysOf(cursor, 'a condition', [head])[head]!
      const items = itemsOf(list, 'a list of conditions')
      if (isList(list) && items.length === 0)
        list.reading.complain(list, 'bad-value', 'at least one condition', 'add a condition')
      return { kind: head, parts: items.flatMap((item) => partOf(item, context) ?? []) }
    }
    case 'not': {
      const part = partOf(keysOf(cursor, 'a condition', ['not']).not!, context)
      return part && { kind: 'not', part }
    }
    case 'stage': {
      const stages = listed(keysOf(cursor, 'a condition', ['stage']).stage!, 'a list of stages', (item) =>
        choiceOf(item, STAGES),
      )
      return { kind: 'stage', stages: STAGES.filter((stage) => stages.includes(stage)) }
    }
    case 'persona': {
      const persona = keysOf(cursor, 'a condition', ['persona']).persona!
      const names = listed(persona, 'a list of personas', (item) => textOf(item, 'the name of a persona'))
      return { kind: 'persona', personas: [...new Set(names)].toSorted() }
    }
    case 'segment': {
      const { segment } = keysOf(cursor, 'a condition', ['segment'])
      const id = textOf(segment!, 'the id of a segment')
      return id !== undefined && checkId(segment!, id) ? { kind: 'segment', segment: id } : undefined
    }
    default: {
      const condition = conditionOf(cursor, { ...context, counter: { conditions: 0 } })
      return condition && { kind: 'holds', condition }
    }
  }
}

/** One value or a list of them. */
function listed<Item>(
  cursor: Cursor,
  expected: string,
  itemOf: (cursor: Cursor) => Item | undefined,
): readonly Item[] {
  const items = isList(cursor) ? itemsOf(cursor, expected) : [cursor]
  if (items.length === 0) cursor.reading.complain(cursor, 'bad-value', expected, `write ${expected}`)
  return items.flatMap((item) => itemOf(item) ?? [])
}
