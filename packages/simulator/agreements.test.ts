/** The company is there to tell agreements apart: under the presets it has to give different, and differently good, verdicts. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { zoneOffsets } from '@baton/zones'
import {
  compileAgreement,
  foldHistory,
  readAgreement,
  standardCatalogue,
  type LeadEvent,
} from '@baton/engine'
import { livesWithEvents } from './simulate.ts'
import type { SimulatedEvent } from './simulated-event.ts'

const AGREEMENTS = join(import.meta.dirname, '..', '..', 'agreements')
const lives = [...livesWithEvents({ seed: 7, until: Date.UTC(2026, 10, 1), leads: 1500 })].map(
  ({ events }) => ({
    won: events.find(({ name }) => name === 'Opportunity Won')?.occurredAt,
    history: events.map(leadEvent),
  }),
)

function leadEvent(event: SimulatedEvent, seq: number): LeadEvent {
  const { messageId, name, occurredAt, trust, properties, lead, identified } = event
  return {
    id: messageId,
    seq,
    name,
    occurredAt,
    trust,
    properties,
    lead,
    identified,
    company: event.company?.fields,
  }
}

interface Judged {
  readonly promoted: number
  /** Share of the promoted that buy. */
  readonly precision: number
  /** Share of the buyers that were promoted before they bought. */
  readonly recall: number
}

function judgedBy(preset: string): Judged {
  const { agreement, problems } = readAgreement(
    readFileSync(join(AGREEMENTS, `${preset}.yaml`), 'utf8'),
    standardCatalogue,
  )
  assert.ok(agreement, JSON.stringify(problems))
  const compiled = compileAgreement(agreement, standardCatalogue, zoneOffsets)
  let promoted = 0
  let found = 0
  for (const { history, won } of lives) {
    const promotion = foldHistory(compiled, history).decisions.find(({ to }) => to === 'mql')
    if (!promotion) continue
    promoted++
    if (won !== undefined && promotion.at <= won) found++
  }
  return {
    promoted,
    precision: found / promoted,
    recall: found / lives.filter(({ won }) => won !== undefined).length,
  }
}

const northbeam = judgedBy('northbeam-b2b')
const points = judgedBy('points-100')

test('Northbeam’s own agreement promotes a sixth of its leads, and most of those who buy', () => {
  assert.ok(northbeam.promoted > 0.1 * 1500 && northbeam.promoted < 0.25 * 1500, `${northbeam.promoted}`)
  assert.ok(northbeam.recall > 0.6, `${northbeam.recall}`)
})

test('points for activity find collectors: far fewer of the promoted buy, and far fewer buyers are found', () => {
  assert.ok(
    northbeam.precision > 1.5 * points.precision,
    `${northbeam.precision} against ${points.precision}`,
  )
  assert.ok(northbeam.recall > 2 * points.recall, `${northbeam.recall} against ${points.recall}`)
})
