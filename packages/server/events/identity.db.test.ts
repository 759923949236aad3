import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { testIntake } from './testing/test-intake.ts'

const { database, intake, event, count, leadOf, assertVerified } = await testIntake()

describe('identity', () => {
  test('a visitor that turns out to be a known lead is joined to it, and its history counts', async () => {
    await intake.accept([event('Lead Identified', { lead: { email: 'ada@acme.example' } })])
    await intake.accept([
      event('Page Viewed', { identity: { anonymousId: 'browser' }, properties: { page_group: 'pricing' } }),
    ])
    assert.equal(await count('leads where joined_to is null'), 2)
    await intake.accept([event('Page Viewed', { identity: { userId: 'ada', anonymousId: 'browser' } })])
    const [ada, visitor] = [await leadOf('user', 'ada'), await leadOf('anonymous', 'browser')]
    assert.equal(visitor.joined_to, ada.id)
    assert.ok(ada.score > 0)
    await intake.accept([
      event('Page Viewed', { identity: { anonymousId: 'browser' }, properties: { page_group: 'pricing' } }),
    ])
    assert.equal(await count(`events where lead_id = '${visitor.id}'`), 2)
    await assertVerified()
  })

  test('a visitor that says who it is becomes a lead in place', async () => {
    await intake.accept([event('Page Viewed', { identity: { anonymousId: 'browser' } })])
    const visitor = await leadOf('anonymous', 'browser')
    assert.equal(visitor.stage, 'visitor')
    await intake.accept([
      event('Lead Identified', { identity: { anonymousId: 'browser', email: 'ada@acme.example' } }),
    ])
    const lead = await leadOf('email', 'ada@acme.example')
    assert.equal(lead.id, visitor.id)
    assert.equal(lead.stage, 'lead')
  })

  for (const trust of ['public', 'server'] as const) {
    test(`two known leads are never merged, not by a ${trust} event either`, async () => {
      await intake.accept([
        event('Lead Identified', { identity: { userId: 'ada', email: 'ada@acme.example' } }),
      ])
      await intake.accept([
        event('Lead Identified', { identity: { userId: 'eve', email: 'eve@evil.example' } }),
      ])
      const [ada, eve] = [await leadOf('user', 'ada'), await leadOf('user', 'eve')]
      await intake.accept([
        event('Lead Identified', { trust, identity: { userId: 'eve', email: 'ada@acme.example' } }),
      ])
      assert.equal((await leadOf('email', 'ada@acme.example')).id, ada.id)
      assert.equal((await leadOf('user', 'eve')).id, eve.id)
      assert.equal(await count('leads where joined_to is not null'), 0)
      assert.equal(await count(`events where lead_id = '${eve.id}'`), 2)
    })
  }

  test('an id that somebody claimed for another in public is given back by who knows', async () => {
    await intake.accept([
      event('Lead Identified', { trust: 'server', identity: { email: 'ada@acme.example' } }),
      event('Lead Identified', { identity: { userId: 'eve', email: 'ada@acme.example' } }),
      event('Page Viewed', { identity: { userId: 'eve' } }),
    ])
    const ada = await leadOf('email', 'ada@acme.example')
    assert.equal((await leadOf('user', 'eve')).id, ada.id)
    await intake.accept([
      event('Lead Identified', { trust: 'server', identity: { userId: 'eve', email: 'eve@evil.example' } }),
    ])
    const eve = await leadOf('user', 'eve')
    assert.notEqual(eve.id, ada.id)
    assert.equal((await leadOf('email', 'eve@evil.example')).id, eve.id)
    await intake.accept([event('Demo Requested', { trust: 'server', identity: { userId: 'eve' } })])
    assert.equal(await count(`events where lead_id = '${eve.id}'`), 2)
    // And whose it is cannot be claimed again.
    await intake.accept([
      event('Lead Identified', { identity: { userId: 'eve', email: 'ada@acme.example' } }),
    ])
    assert.equal((await leadOf('user', 'eve')).id, eve.id)
    assert.equal((await leadOf('email', 'ada@acme.example')).id, ada.id)
    await assertVerified()
  })

  test('who changes an address stays one lead', async () => {
    await intake.accept([event('Lead Identified', { identity: { userId: 'ada', email: 'ada@old.example' } })])
    await intake.accept([
      event('Lead Identified', { trust: 'server', identity: { userId: 'ada', email: 'ada@new.example' } }),
    ])
    assert.equal((await leadOf('email', 'ada@new.example')).id, (await leadOf('email', 'ada@old.example')).id)
  })

  test('two people who share a browser stay two', async () => {
    await intake.accept([event('Lead Identified', { identity: { anonymousId: 'kiosk', userId: 'ada' } })])
    await intake.accept([event('Lead Identified', { identity: { anonymousId: 'kiosk', userId: 'grace' } })])
    assert.notEqual((await leadOf('user', 'ada')).id, (await leadOf('user', 'grace')).id)
    await intake.accept([
      event('Lead Identified', { identity: { anonymousId: 'form', email: 'a@acme.example' } }),
    ])
    await intake.accept([
      event('Lead Identified', { identity: { anonymousId: 'form', email: 'b@acme.example' } }),
    ])
    assert.notEqual(
      (await leadOf('email', 'a@acme.example')).id,
      (await leadOf('email', 'b@acme.example')).id,
    )
    assert.equal(await count('leads where joined_to is not null'), 0)
  })

  test('a public statement does not overrule a trusted one', async () => {
    await intake.accept([event('Lead Identified', { trust: 'server', lead: { title: 'CTO' } })])
    await intake.accept([event('Lead Identified', { trust: 'public', lead: { title: 'Intern' } })])
    assert.equal((await leadOf('user', 'ada')).title, 'CTO')
  })
})

describe('a company', () => {
  test('is shared by those whose business addresses have its domain', async () => {
    await intake.accept([
      event('Lead Identified', { identity: { email: 'ada@acme.example' } }),
      event('Lead Identified', { identity: { email: 'grace@mail.acme.example' } }),
      event('Lead Identified', { identity: { email: 'eve@gmail.com' } }),
    ])
    const [ada, grace, eve] = [
      await leadOf('email', 'ada@acme.example'),
      await leadOf('email', 'grace@mail.acme.example'),
      await leadOf('email', 'eve@gmail.com'),
    ]
    assert.equal(ada.company_id, grace.company_id)
    assert.equal(eve.company_id, null)
    assert.equal(await count('companies'), 1)
  })

  test('fact from one lead is judged for each colleague, also those who come later', async () => {
    await intake.accept([event('Lead Identified', { identity: { email: 'ada@acme.example' } })])
    const gradeBefore = (await leadOf('email', 'ada@acme.example')).fit
    await intake.accept([
      event('Company Identified', {
        identity: { email: 'grace@acme.example' },
        company: { fields: { employees: 200, industry: 'software' } },
      }),
    ])
    assert.ok((await leadOf('email', 'ada@acme.example')).fit > gradeBefore)
    await intake.accept([event('Lead Identified', { identity: { email: 'joan@acme.example' } })])
    assert.deepEqual((await leadOf('email', 'joan@acme.example')).state.company.employees, [200, 0])
    assert.deepEqual((await database.pool.query('select fields from companies')).rows[0].fields, {
      employees: 200,
      industry: 'software',
    })
    await assertVerified()
  })
})
