import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileOf, readAddress } from './address.ts'

test('of a query only campaigns and click ids are kept, of a fragment nothing', () => {
  const address = readAddress(
    'https://acme.example/pricing?email=ada%40acme.example&utm_source=News+Letter&token=s3cret&gclid=g1&utm_campaign=launch#access_token=x',
  )
  assert.deepEqual(address, {
    url: 'https://acme.example/pricing?utm_source=News+Letter&gclid=g1&utm_campaign=launch',
    path: '/pricing',
    search: '?utm_source=News+Letter&gclid=g1&utm_campaign=launch',
    campaign: { source: 'News Letter', name: 'launch' },
    click: { gclid: 'g1' },
    mailClick: undefined,
  })
})

test('the token of a mail is read, and is no part of the address', () => {
  const address = readAddress('https://acme.example/?bt=t0k&msclkid=m')
  assert.deepEqual([address.mailClick, address.url], ['t0k', 'https://acme.example/?msclkid=m'])
})

test('an address without a query stays as it is', () => {
  const { url, search, campaign, click } = readAddress('https://acme.example/a/b?x=1')
  assert.deepEqual([url, search, campaign, click], ['https://acme.example/a/b', '', undefined, undefined])
})

test('names that only look like click ids are dropped', () => {
  assert.equal(readAddress('https://acme.example/?xgclid=1&gclid2=2&_utm_x=3').search, '')
})

test('a file is the last part of the path', () => {
  assert.equal(fileOf('https://acme.example/a/guide.pdf?x=/y.zip#z'), 'guide.pdf')
  assert.equal(fileOf('https://acme.example/a/'), '')
})
