/** JSON Schema of the program language, for completion and checks in editors; the reader is the authority. Draft 07. */
import {
  type JsonSchema,
  languageDefinitions,
  object,
  refsOf,
  workingHoursSchema,
} from '../agreement/agreement-schema.ts'
import { STAGES } from '../agreement/agreement.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { PROGRAM_KINDS, SPLIT_MEASURES, TONES } from './program.ts'

const ID = { type: 'string', pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' }
const DURATION = { type: 'string', pattern: '^\\d{1,6} (minute|hour|day|week)s?$', examples: ['3 days'] }
const AUDIENCE = { $ref: '#/definitions/audience' }
const STEPS = { type: 'array', items: { $ref: '#/definitions/step' } }

/** Schema for documents that are read against this catalogue. */
export function programSchema(catalogue: Catalogue): JsonSchema {
  const enter = {
    when: AUDIENCE,
    again: { type: 'string', pattern: '^(never|after \\d{1,6} (minute|hour|day|week)s?)$' },
  }
  const properties = {
    program: { ...ID, description: 'Name of the program, in kebab-case' },
    name: { type: 'string' },
    purpose: { ...ID, description: 'Purpose of consent that its mails need' },
    kind: { enum: PROGRAM_KINDS },
    enter: object(enter, ['when']),
    goal: AUDIENCE,
    leave: AUDIENCE,
    'hold-out': { type: 'string', pattern: '^\\d{1,2}(\\.\\d+)?%$', examples: ['10%'] },
    hours: workingHoursSchema(),
    tones: object(Object.fromEntries(TONES.slice(1).map((tone) => [tone, AUDIENCE]))),
    steps: { ...STEPS, minItems: 1 },
  }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Baton program',
    ...object(properties, ['program', 'name', 'purpose', 'enter', 'goal', 'steps']),
    definitions: {
      ...languageDefinitions(catalogue),
      audience: audienceSchema(),
      step: stepSchema(catalogue),
    },
  }
}

function audienceSchema(): JsonSchema {
  const parts = { type: 'array', items: AUDIENCE, minItems: 1 }
  const stage = { enum: STAGES }
  const name = { type: 'string' }
  return {
    anyOf: [
      { $ref: '#/definitions/condition' },
      object({ stage: { anyOf: [stage, { type: 'array', items: stage, minItems: 1 }] } }, ['stage']),
      object({ persona: { anyOf: [name, { type: 'array', items: name, minItems: 1 }] } }, ['persona']),
      object({ segment: ID }, ['segment']),
      object({ all: parts }, ['all']),
      object({ any: parts }, ['any']),
      object({ not: AUDIENCE }, ['not']),
    ],
  }
}

function stepSchema(catalogue: Catalogue): JsonSchema {
  const way = object({ when: AUDIENCE, steps: STEPS }, ['steps'])
  const arm = object({ id: ID, steps: STEPS }, ['id', 'steps'])
  const arms = { type: 'array', items: arm, minItems: 2, maxItems: 8 }
  const split = object({ by: { enum: SPLIT_MEASURES }, arms }, ['by', 'arms'])
  const fields = refsOf(catalogue, ({ personal, contact, first }) => !personal && !contact && !first)
  const field = { enum: fields.filter((ref) => ref.startsWith('lead.')) }
  const set = object({ field, to: { type: ['string', 'number', 'boolean'] } }, ['field', 'to'])
  const told = { type: 'string', pattern: '^(owner|team .{1,80})$' }
  const step = (properties: JsonSchema) =>
    object({ id: ID, ...properties }, ['id', ...Object.keys(properties)])
  return {
    anyOf: [
      step({ send: ID, tone: { enum: TONES } }),
      step({ wait: DURATION }),
      step({ 'wait-for': AUDIENCE, 'up-to': DURATION }),
      step({ branch: { type: 'array', items: way, minItems: 1 } }),
      step({ split }),
      step({ set }),
      step({ tell: told, text: { type: 'string', maxLength: 500 } }),
      step({ webhook: { type: 'string' } }),
    ],
  }
}
