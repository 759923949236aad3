import assert from 'node:assert/strict'
import { argon2Sync } from 'node:crypto'
import { test } from 'node:test'
import { assertStrong } from './check-password.ts'
import { fitsPassword, hashPassword } from './password-hash.ts'

test('argon2id is that of RFC 9106, section 5.3', () => {
  const tag = argon2Sync('argon2id', {
    message: Buffer.alloc(32, 1),
    nonce: Buffer.alloc(16, 2),
    secret: Buffer.alloc(8, 3),
    associatedData: Buffer.alloc(12, 4),
    parallelism: 4,
    tagLength: 32,
    memory: 32,
    passes: 3,
  })
  assert.equal(tag.toString('hex'), '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659')
})

test('a hash says how it was made, is different each time, and fits its password only', async () => {
  const [one, two] = [await hashPassword('grey heron'), await hashPassword('grey heron')]
  assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  assert.notEqual(one, two)
  assert.equal(await fitsPassword('grey heron', one), true)
  assert.equal(await fitsPassword('grey herom', one), false)
  assert.equal(await fitsPassword('gre\u0301y', await hashPassword('gr\u00e9y')), true)
})

test('what is no hash fits nothing', async () => {
  for (const hash of ['', '!', 'grey heron', '$2b$10$abc', '$argon2id$v=19$m=19456,t=2,p=1$$'])
    assert.equal(await fitsPassword('grey heron', hash), false, hash)
})

test('many at once do not stop everything else', async () => {
  let worst = 0
  let before = performance.now()
  const timer = setInterval(() => {
    worst = Math.max(worst, performance.now() - before - 5)
    before = performance.now()
  }, 5)
  await Promise.all(Array.from({ length: 20 }, () => hashPassword('grey heron')))
  clearInterval(timer)
  assert.ok(worst < 250, `the event loop stood still for ${worst.toFixed()} ms`)
})

test('passwords that anybody would try are refused, long ones of many words are not', () => {
  const owner = { name: 'Wanda Okonski', email: 'wanda.okonski@northbeam.example' }
  const refused = (password: string) => {
    try {
      assertStrong(password, owner, 'Northbeam')
      return false
    } catch {
      return true
    }
  }
  const weak =
    `password password1 Passw0rd! 12345678 123456789 11111111 iloveyou sunshine1 qwertyuiop football99 abc12345
    1q2w3e4r welcome2024 letmein! Summer2026! dragon123 aaaaaaaa abababab okonski77 wanda-okonski northbeam2026 mybaton12
    sunshinedragon trustno1 changeme1 20261122`.split(/\s+/)
  assert.deepEqual(
    weak.filter((password) => !refused(password)),
    [],
  )
  const strong = [
    'grey heron at low tide',
    'correct horse battery staple',
    'k3N!vv0q_zx7',
    'Regenschirmfabrik 14',
    '7391 0482 5561 90',
  ]
  assert.deepEqual(strong.filter(refused), [])
})
