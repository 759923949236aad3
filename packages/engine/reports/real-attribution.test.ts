/**
 * Attribution and money on a public sample of sessions, conversions and spend, against arithmetic that is written here a second time
 * and straight from the rows. The data lies beside the repository, never in it; without it these tests are skipped.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { DAY, START } from '../testing/given.ts'
import { ATTRIBUTION_MODELS, type AttributionModel } from './attribution.ts'
import type { ChannelDimension } from './channels.ts'
import { type Money, money } from './money.ts'
import type { Journeys } from './journeys.ts'
import { toldJourneys } from './testing/told-journeys.ts'

const DATA = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'attribution')
const skip = existsSync(DATA) ? false : `the public data set is not in ${DATA}`

type Row = Readonly<Record<string, string>>

function rowsOf(file: string): readonly Row[] {
  const [header = '', ...lines] = readFileSync(join(DATA, `attribution_${file}.csv`), 'utf8')
    .trim()
    .split(/\r?\n/)
  const columns = header.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
  })
}

/** `2020-02-04 4:30:21` has hours of one digit. */
function timeOf(text: string): number {
  const [date, time = '0:00:00'] = text.split(' ')
  return Date.parse(`${date}T${time.padStart(8, '0')}Z`)
}

const dayOf = (time: number) => (time - START) / DAY

function sampleJourneys(): Journeys {
  const sessions = rowsOf('sessions').toSorted((a, b) => timeOf(a['started_at']!) - timeOf(b['started_at']!))
  const won = new Map(rowsOf('customer_conversions').map((row) => [row['customer_id']!, row]))
  const customers = [...new Set(sessions.map((row) => row['customer_id']!))]
  const told = customers.map((id) => {
    const own = sessions.filter((row) => row['customer_id'] === id)
    const conversion = won.get(id)
    return {
      id,
      contact: dayOf(timeOf(own[0]!['started_at']!)),
      won: conversion && dayOf(timeOf(conversion['converted_at']!)),
      amount: conversion && Number(conversion['revenue']),
      currency: 'USD',
      touches: own.map((row) => ({
        day: dayOf(timeOf(row['started_at']!)),
        source: row['utm_source']!,
        medium: row['utm_medium']!,
        campaign: row['utm_campaign']!,
      })),
    }
  })
  return toldJourneys(told, dayOf(Date.UTC(2020, 2, 1)))
}

function sampleMoney(model: AttributionModel, by: ChannelDimension): Money {
  const spend = rowsOf('ad_spend').map((row) => ({
    source: row['utm_source']!,
    campaign: row['utm_campaign']!,
    from: timeOf(row['date_day']!),
    to: timeOf(row['date_day']!) + DAY,
    amount: Number(row['spend']),
    currency: 'USD',
  }))
  const period = { from: Date.UTC(2020, 1, 1), to: Date.UTC(2020, 2, 1) }
  const more = { currency: 'USD', rates: {}, margin: 1, amountMonths: null, filter: {} }
  return money(sampleJourneys(), { period, basis: 'happened', model, by, spend, ...more })
}

/** Parts of the sessions of one customer up to the conversion, the plain way. */
function partsByPencil(model: AttributionModel, sessions: readonly Row[], wonAt: number): readonly number[] {
  const n = sessions.length
  const only = (chosen: number) => sessions.map((_, index) => (index === chosen ? 1 : 0))
  if (model === 'first') return only(0)
  if (model === 'last') return only(n - 1)
  if (model === 'last-non-direct') {
    for (let index = n - 1; index >= 0; index--)
      if (sessions[index]!['utm_source'] !== 'direct') return only(index)
    return only(n - 1)
  }
  if (model === 'linear') return sessions.map(() => 1 / n)
  if (model === 'position') {
    if (n === 1) return [1]
    if (n === 2) return [0.5, 0.5]
    return sessions.map((_, index) => (index === 0 || index === n - 1 ? 0.4 : 0.2 / (n - 2)))
  }
  const weights = sessions.map((row) => 0.5 ** ((wonAt - timeOf(row['started_at']!)) / DAY / 7))
  const sum = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => weight / sum)
}

function byPencil(model: AttributionModel, column: string): Map<string, { credit: number; revenue: number }> {
  const found = new Map<string, { credit: number; revenue: number }>()
  for (const conversion of rowsOf('customer_conversions')) {
    const wonAt = timeOf(conversion['converted_at']!)
    const sessions = rowsOf('sessions')
      .filter((row) => row['customer_id'] === conversion['customer_id'])
      .filter((row) => timeOf(row['started_at']!) <= wonAt)
      .toSorted((a, b) => timeOf(a['started_at']!) - timeOf(b['started_at']!))
    assert.ok(sessions.length > 0)
    for (const [index, part] of partsByPencil(model, sessions, wonAt).entries()) {
      const name = sessions[index]![column]!
      const sums = found.get(name) ?? { credit: 0, revenue: 0 }
      sums.credit += part
      sums.revenue += part * Number(conversion['revenue'])
      found.set(name, sums)
    }
  }
  return found
}

const near = (found: number, expected: number, what: string) =>
  assert.ok(Math.abs(found - expected) < 1e-6, `${what}: ${found} is not ${expected}`)

for (const model of ATTRIBUTION_MODELS)
  for (const [by, column] of [
    ['source', 'utm_source'],
    ['medium', 'utm_medium'],
  ] as const)
    test(`21 customers are credited by ${model} to each ${by} as a pencil does`, { skip }, () => {
      const { rows, total } = sampleMoney(model, by)
      const expected = byPencil(model, column)
      for (const { name, outcomes, revenue } of rows) {
        near(outcomes.customer.credit, expected.get(name)?.credit ?? 0, `credit of ${name}`)
        near(revenue, expected.get(name)?.revenue ?? 0, `revenue of ${name}`)
      }
      assert.deepEqual(
        [...expected.keys()].filter((name) => !rows.some((row) => row.name === name)),
        [],
      )
      assert.deepEqual([total.outcomes.customer.count, total.revenue], [21, 275])
    })

test('spend by campaign is that of its rows, and what a customer cost follows from it', { skip }, () => {
  const { rows, total } = sampleMoney('last', 'campaign')
  const expected = new Map<string, number>()
  for (const row of rowsOf('ad_spend')) {
    const name = `${row['utm_source']} ${row['utm_campaign']}`
    expected.set(name, (expected.get(name) ?? 0) + Number(row['spend']))
  }
  const found = rows.filter(({ spend }) => spend !== null)
  assert.equal(found.length, 3)
  for (const { source, name, spend, outcomes, costs } of found) {
    near(spend!, expected.get(`${source} ${name}`)!, name)
    const { credit } = outcomes.customer
    if (credit > 0) near(costs.customer!.each, spend! / credit, `cost of a customer of ${name}`)
  }
  near(
    total.spend,
    [...expected.values()].reduce((a, b) => a + b, 0),
    'all',
  )
})
