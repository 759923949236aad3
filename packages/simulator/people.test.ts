import assert from 'node:assert/strict'
import { test } from 'node:test'
import { companyOf } from './companies.ts'
import { personOf } from './people.ts'
import { SOURCES } from './sources.ts'

const person = (index: number, ordinal = index): ReturnType<typeof personOf> =>
  personOf({
    seed: 7,
    index,
    ordinal,
    company: companyOf(7, index % 50),
    source: SOURCES[0]!,
    becomesLead: true,
  })

test('companies have domains of their own, all of them invented', () => {
  const companies = Array.from({ length: 5000 }, (_, index) => companyOf(7, index))
  assert.equal(new Set(companies.map((company) => company.domain)).size, 5000)
  assert.ok(companies.every((company) => /^[a-z]+\.example$/.test(company.domain)))
})

test('no two people of a company share an address', () => {
  const company = companyOf(7, 3)
  const emails = Array.from({ length: 120 }, (_, ordinal) =>
    personOf({ seed: 7, index: ordinal, ordinal, company, source: SOURCES[0]!, becomesLead: true }),
  ).map((each) => each.email)
  assert.equal(new Set(emails).size, 120)
})

test('names keep their letters, addresses are plain', () => {
  const people = Array.from({ length: 3000 }, (_, index) => person(index))
  assert.ok(
    people.some((each) => /[^ -~]/.test(each.firstName)),
    'no name beyond ASCII',
  )
  assert.deepEqual(
    people
      .map((each) => each.email)
      .filter((email) => !/^[a-z]+\.[a-z]+(\.[a-z0-9]+)?@[a-z]+\.example$/.test(email)),
    [],
  )
})

test('students name no employer, and hidden fit and intent stay within 0 and 1', () => {
  for (let index = 0; index < 2000; index++) {
    const each = person(index)
    if (each.kind === 'student') assert.equal(each.company, null)
    assert.ok(each.fit >= 0 && each.fit <= 1 && each.intent >= 0 && each.intent <= 1)
  }
})
