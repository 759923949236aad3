import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { NotSendable, openOutbound } from './post-json.ts'
import { reachable } from './reachable-address.ts'

const INSIDE = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '0:0:0:0:0:ffff:a00:1',
  '64:ff9b::7f00:1',
  '100::1',
  '2001:db8::1',
  '2002:7f00:1::',
  'fc00::1',
  'fe80::1%eth0',
  'ff02::1',
]

test('no address inside a network is reachable, however it is spelt', () => {
  const isReachable = reachable([])
  for (const address of INSIDE) assert.equal(isReachable(address), false, address)
  for (const address of ['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])
    assert.equal(isReachable(address), true, address)
})

test('an operator may open a range, and nothing else', () => {
  const isReachable = reachable(['10.1.0.0/16'])
  assert.deepEqual(
    [isReachable('10.1.9.9'), isReachable('10.2.0.1'), isReachable('127.0.0.1')],
    [true, false, false],
  )
  assert.throws(() => reachable(['10.1.0.0']), /not a range/)
})

const SPELLINGS = [
  'http://127.0.0.1/',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://127.0.0.1./',
  'https://１２７.0.0.1/',
  'https://user:pass@example.com/',
  'https://example.com:22/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'nonsense',
]

test('an address that leads inside, or is none, is refused when it is written', () => {
  const outbound = openOutbound([])
  for (const url of SPELLINGS) assert.throws(() => outbound.assertSendable(url), NotSendable, url)
  assert.equal(outbound.assertSendable('https://hooks.example.com/T/B').hostname, 'hooks.example.com')
})

test('a name that points inside is refused when it is connected to, and nothing arrives', async () => {
  let arrived = 0
  const server = createServer((_, response) => {
    arrived += 1
    response.end('ok')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  try {
    // `localhost` resolves to loopback; the range opens http and the port, not the address.
    await assert.rejects(
      openOutbound(['10.99.0.0/16']).postJson(`http://localhost:${port}/`, {}),
      NotSendable,
    )
    assert.equal(arrived, 0)
    assert.equal(
      await openOutbound(['127.0.0.0/8', '::1/128']).postJson(`http://localhost:${port}/`, { a: 1 }),
      200,
    )
    assert.equal(arrived, 1)
  } finally {
    server.close()
  }
})

test('a redirect is an answer, not a way on', async () => {
  const server = createServer((request, response) => {
    assert.equal(request.url, '/first')
    response.writeHead(302, { location: '/second' }).end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  try {
    assert.equal(await openOutbound(['127.0.0.0/8']).postJson(`http://127.0.0.1:${port}/first`, {}), 302)
  } finally {
    server.close()
  }
})
