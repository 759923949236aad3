import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailbox } from './mailbox.ts'

test('spellings of one mailbox are one, and two mailboxes stay two', () => {
  const same = (...emails: readonly string[]) => new Set(emails.map(mailbox)).size
  assert.equal(same('kim@acme.example', ' KIM@Acme.example', 'kim+1@acme.example', 'kim+a+b@acme.example'), 1)
  assert.equal(same('kim.roe@gmail.com', 'kimroe+x@googlemail.com', 'k.i.m.r.o.e@gmail.com'), 1)
  assert.equal(same('kim.roe@acme.example', 'kimroe@acme.example', 'kim@b.example'), 3)
})
