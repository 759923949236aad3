import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAddress } from './address.ts'
import { isArrival, touchOf } from './touch.ts'

const AT = new Date('2026-03-02T09:00:00Z')
const touch = (href: string, referrer = '') =>
  touchOf(readAddress(href), referrer, new URL(href).hostname, AT)

test('a touch says campaign, click, referring host and landing page', () => {
  const made = touch(
    'https://acme.example/pricing?utm_source=news&utm_medium=email&utm_campaign=may&gclid=1',
    'https://mail.example/inbox?q=private',
  )
  assert.deepEqual(made, {
    at: '2026-03-02T09:00:00.000Z',
    source: 'news',
    medium: 'email',
    campaign: 'may',
    click: { gclid: '1' },
    referrer: 'mail.example',
    landing: '/pricing',
  })
})

test('who types the address or comes from the site itself has not arrived anew', () => {
  const pages = ['', 'https://www.acme.example/a', 'https://docs.acme.example/', 'https://acme.example/']
  for (const referrer of pages) {
    const made = touch('https://www.acme.example/', referrer)
    assert.deepEqual([made.referrer, isArrival(made)], [undefined, false], referrer)
  }
})

test('another site, a campaign or a click id each are an arrival', () => {
  assert.ok(isArrival(touch('https://acme.example/', 'https://notacme.example/')))
  assert.ok(isArrival(touch('https://acme.example/?utm_medium=cpc')))
  assert.ok(isArrival(touch('https://acme.example/?fbclid=f')))
})
