import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { MxGroups } from './mx-groups.ts'

test('domains are of the group that their mail servers are of, once those are known', async () => {
  const servers: Record<string, string> = {
    'acme.example': 'aspmx.l.google.com.',
    'globex.example': 'globex-example.mail.protection.outlook.com',
    'initech.example': 'mx.initech.example',
    'evil.example': 'google.com.evil.example',
  }
  const groups = new MxGroups(async (domain) => {
    if (!servers[domain]) throw new Error('ENOTFOUND')
    return [
      { exchange: 'backup.example', priority: 20 },
      { exchange: servers[domain], priority: 5 },
    ]
  })
  assert.equal(groups.of('gmail.com'), 'gmail')
  assert.equal(groups.of('hotmail.co.uk'), 'microsoft')
  assert.equal(groups.of('yahoo.de'), 'yahoo')
  assert.equal(groups.of('acme.example'), 'other')
  for (const domain of [...Object.keys(servers), 'nobody.example']) groups.of(domain)
  await turn()
  const found = [...Object.keys(servers), 'nobody.example'].map((domain) => groups.of(domain))
  assert.deepEqual(found, ['gmail', 'microsoft', 'other', 'other', 'other'])
})
