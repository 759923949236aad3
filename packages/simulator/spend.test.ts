import assert from 'node:assert/strict'
import { test } from 'node:test'
import { livesWithEvents } from './simulate.ts'
import { SOURCES } from './sources.ts'
import { EXPENSIVE_CAMPAIGN, spendOf } from './spend.ts'

const OPTIONS = { seed: 7, until: Date.UTC(2026, 10, 28), leads: 6000 }
const rows = spendOf(OPTIONS)

const sum = (chosen: readonly { readonly amount: number }[]) =>
  chosen.reduce((all, { amount }) => all + amount, 0)
const of = (name: string) => rows.filter(({ source }) => source === name)

const leads = [...livesWithEvents(OPTIONS)].filter(({ events }) =>
  events.some(({ identified }) => identified),
)
const campaignOf = ({ events }: (typeof leads)[number]) =>
  events.map(({ lead }) => lead?.['campaign']).find((campaign) => campaign !== undefined)

test('a source costs what its leads cost, give or take the noise of budgets', () => {
  let checked = 0
  for (const { id, costPerLead } of SOURCES) {
    const brought = leads.filter(({ truth }) => truth.source === id).length
    if (brought < 150) continue
    checked += 1
    const each = sum(of(id)) / brought
    assert.ok(Math.abs(each - costPerLead) <= costPerLead * 0.25, `${id}: ${each} instead of ${costPerLead}`)
  }
  assert.ok(checked >= 6, `${checked} sources`)
})

test('the same seed spends the same to the cent, another one something else', () => {
  assert.deepEqual(spendOf(OPTIONS), rows)
  assert.notDeepEqual(spendOf({ ...OPTIONS, seed: 8 }), rows)
})

test('rows are of single months, without gap or overlap, and end with the story', () => {
  const months = [...new Set(rows.map(({ from, to }) => `${from} ${to}`))].map((text) => text.split(' '))
  assert.equal(months.at(-1)![1], '2026-11-27')
  for (const [index, [from, to]] of months.entries()) {
    assert.equal(from!.slice(0, 7), to!.slice(0, 7))
    const next = months[index + 1]?.[0]
    if (next) assert.equal(Date.parse(next) - Date.parse(to!), 86_400_000)
  }
})

test('what costs nothing has no row, and shows cost in the months that they take place', () => {
  assert.equal(of('direct').length, 0)
  const shows = [...new Set(of('trade-show').map(({ from }) => from.slice(5, 7)))]
  assert.deepEqual(shows.toSorted(), ['03', '10'])
})

test('one campaign takes most of the money of its source, and brings no more than the others', () => {
  const search = of('paid-search')
  const spentOn = (name: string) => sum(search.filter(({ campaign }) => campaign === name))
  const share = spentOn(EXPENSIVE_CAMPAIGN) / sum(search)
  assert.ok(share > 0.65 && share < 0.75, `${share}`)
  const broughtBy = (name: string) => leads.filter((life) => campaignOf(life) === name).length
  const [dear, usual] = [EXPENSIVE_CAMPAIGN, 'brand-terms'].map((name) => spentOn(name) / broughtBy(name))
  assert.ok(dear! > 3 * usual! && usual! > 0, `${dear} and ${usual}`)
})
