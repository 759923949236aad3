/**
 * JSON Schema of the agreement language, for completion and checks in editors. The reader is the authority: it knows
 * references and reachability too, and says what to do. Draft 07, which every editor understands.
 */
import type { Catalogue, CatalogueField } from '../catalogue/catalogue.ts'
import { STAGES } from './agreement.ts'

export type JsonSchema = { readonly [key: string]: unknown }

const DURATION = {
  type: 'string',
  pattern: '^\\d{1,6} (minute|hour|day|week)s?$',
  examples: ['15 minutes', '60 days'],
}
const WORKING_SPAN = {
  type: 'string',
  pattern: '^\\d{1,6} (minute|hour|day)s?$',
  examples: ['15 minutes', '3 days'],
}
const SHARE = { type: 'string', pattern: '^\\d{1,3}(\\.\\d+)?%$', examples: ['50%'] }
const POINTS = { type: 'number', minimum: -10_000, maximum: 10_000 }
const ID = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'
const TRUST = { enum: ['public', 'signed', 'server'] }
const GRADE = { enum: ['A', 'B', 'C', 'D'] }

/** Schema for documents that are read against this catalogue. */
export function agreementSchema(catalogue: Catalogue): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Baton agreement',
    ...object(
      {
        agreement: { type: 'string', pattern: ID, description: 'Name of the agreement, in kebab-case' },
        names: {
          ...mapOf({ type: 'string' }),
          propertyNames: { enum: STAGES },
          description: 'Display names of stages',
        },
        meters: named(
          object({ 'half-life': DURATION, max: { type: 'number', exclusiveMinimum: 0 } }, ['max']),
        ),
        points: named(pointsSchema()),
        fit: fitSchema(),
        disqualify: named(object({ where: ref('subjectWhere') }, ['where'])),
        mql: mqlSchema(catalogue),
        handoff: handoffSchema(),
        sql: sqlSchema(),
        recycle: named(object({ rest: DURATION, keep: SHARE, disqualify: { type: 'boolean' } })),
        promises: promisesSchema(),
        examples: { type: 'array', items: exampleSchema(catalogue) },
      },
      ['agreement', 'mql'],
    ),
    definitions: languageDefinitions(catalogue),
  }
}

/** What conditions are made of, for every document that has some. */
export function languageDefinitions(catalogue: Catalogue): JsonSchema {
  return {
    event: { enum: catalogue.events.map((event) => event.name) },
    matcher: matcherSchema(),
    eventWhere: mapOf(ref('matcher')),
    subjectWhere: {
      ...mapOf(ref('matcher')),
      propertyNames: { enum: refsOf(catalogue, (field) => !field.personal) },
    },
    condition: conditionSchema(),
  }
}

export function object(properties: JsonSchema, required: readonly string[] = []): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false }
}

function mapOf(schema: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: schema }
}

function named(schema: JsonSchema): JsonSchema {
  return { ...mapOf(schema), propertyNames: { pattern: ID } }
}

function ref(name: string): JsonSchema {
  return { $ref: `#/definitions/${name}` }
}

export function refsOf(catalogue: Catalogue, holds: (field: CatalogueField) => boolean): readonly string[] {
  return [
    ...catalogue.lead.filter(holds).map((field) => `lead.${field.name}`),
    ...catalogue.company.filter(holds).map((field) => `company.${field.name}`),
  ]
}

function matcherSchema(): JsonSchema {
  const literal = { type: ['string', 'number', 'boolean'] }
  const bound = { type: ['number', 'string'] }
  return {
    anyOf: [
      literal,
      { type: 'array', items: literal, minItems: 1 },
      { ...object({ from: bound, to: bound }), minProperties: 1 },
      object({ starts: { type: 'string' } }, ['starts']),
      object({ known: { type: 'boolean' } }, ['known']),
      object({ not: ref('matcher') }, ['not']),
    ],
  }
}

function conditionSchema(): JsonSchema {
  const conditions = { type: 'array', items: ref('condition'), minItems: 1 }
  const did = {
    did: ref('event'),
    where: ref('eventWhere'),
    times: { type: 'integer', minimum: 1, maximum: 100 },
    within: DURATION,
    trust: TRUST,
  }
  return {
    anyOf: [
      object(did, ['did']),
      object({ meter: { type: 'string' }, 'at-least': { type: 'number' } }, ['meter', 'at-least']),
      object({ score: { type: 'number' } }, ['score']),
      object({ grade: { anyOf: [GRADE, { type: 'array', items: GRADE }] } }, ['grade']),
      object({ field: ref('subjectWhere') }, ['field']),
      object({ all: conditions }, ['all']),
      object({ any: conditions }, ['any']),
      object({ not: ref('condition') }, ['not']),
    ],
  }
}

function pointsSchema(): JsonSchema {
  const limit = {
    type: 'string',
    pattern: '^\\d{1,4} per (day|\\d{1,4} days)$',
    examples: ['1 per day', '3 per 7 days'],
  }
  const properties = {
    on: ref('event'),
    where: ref('eventWhere'),
    give: POINTS,
    to: { type: 'string' },
    limit,
    trust: TRUST,
  }
  return object(properties, ['on', 'give', 'to'])
}

function fitSchema(): JsonSchema {
  const points = named(object({ where: ref('subjectWhere'), give: POINTS }, ['where', 'give']))
  return object({ points, grades: object({ A: POINTS, B: POINTS, C: POINTS }, ['A', 'B', 'C']) }, [
    'points',
    'grades',
  ])
}

function mqlSchema(catalogue: Catalogue): JsonSchema {
  const conditions = { type: 'array', items: ref('condition'), minItems: 1 }
  const tier = object(
    { id: { type: 'string', pattern: ID }, clock: { type: 'string' }, all: conditions, any: conditions },
    ['id'],
  )
  const complete = { type: 'array', items: { enum: refsOf(catalogue, () => true) } }
  return object({ tiers: { type: 'array', items: tier }, complete }, ['tiers'])
}

function handoffSchema(): JsonSchema {
  const team = { type: 'string', description: 'A team', examples: ['team emea'] }
  return object({
    clocks: named(object({ 'first-touch': WORKING_SPAN, decide: WORKING_SPAN }, ['first-touch', 'decide'])),
    hours: workingHoursSchema(),
    effort: object(
      {
        attempts: { type: 'integer', minimum: 1 },
        channels: { type: 'integer', minimum: 1 },
        within: DURATION,
      },
      ['attempts', 'channels', 'within'],
    ),
    route: { type: 'array', items: object({ to: team, where: ref('subjectWhere') }, ['to']) },
    'on-overdue': { enum: ['reassign', 'recycle', 'notify'] },
  })
}

export function workingHoursSchema(): JsonSchema {
  const hours = { type: 'string', pattern: '^\\d{2}:\\d{2}-\\d{2}:\\d{2}$', examples: ['09:00-18:00'] }
  const days = '^(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?$'
  return {
    ...object({
      zone: { type: 'string' },
      holidays: { type: 'array', items: { type: 'string', format: 'date' } },
    }),
    patternProperties: { [days]: hours },
  }
}

function sqlSchema(): JsonSchema {
  const conditions = { type: 'array', items: ref('condition'), minItems: 1 }
  const criterion = object(
    {
      ask: { enum: ['money', 'choice', 'text', 'months', 'number', 'yes-no'] },
      question: { type: 'string', description: 'What to ask the lead' },
      options: { type: 'array', items: { type: 'string' } },
      satisfied: ref('matcher'),
      fresh: DURATION,
    },
    ['ask'],
  )
  return object({
    needs: { type: 'array', items: { enum: ['accepted', 'contacted', 'meeting-held', 'demo-seen', 'mql'] } },
    criteria: named(criterion),
    satisfied: { type: 'integer', minimum: 0 },
    all: conditions,
    any: conditions,
  })
}

function promisesSchema(): JsonSchema {
  return object({
    marketing: object({ mqls: { type: 'string', pattern: '^\\d{1,7} per month$' }, accepted: SHARE }),
    sales: object({ 'first-touch-on-time': SHARE, 'decided-on-time': SHARE }),
  })
}

function exampleSchema(catalogue: Catalogue): JsonSchema {
  const fact = { type: ['string', 'number', 'boolean', 'null'] }
  const facts = (fields: readonly CatalogueField[]) =>
    object(Object.fromEntries(fields.map(({ name }) => [name, fact])))
  const ago = { type: 'string', pattern: '^\\d{1,6} (minute|hour|day|week)s? ago$' }
  const happened = Object.fromEntries(catalogue.events.map(({ name }) => [name, ago]))
  const range = object({ from: { type: 'number' }, to: { type: 'number' } })
  return object(
    {
      name: { type: 'string' },
      lead: facts(catalogue.lead),
      company: facts(catalogue.company),
      events: { type: 'array', items: object({ ...happened, with: { type: 'object' }, trust: TRUST }) },
      expect: object({
        stage: { enum: STAGES },
        tier: { type: 'string' },
        grade: GRADE,
        score: { anyOf: [{ type: 'number' }, range] },
      }),
    },
    ['name', 'expect'],
  )
}
