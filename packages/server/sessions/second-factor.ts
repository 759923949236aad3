/** A second factor: codes of an app on the phone, and codes for the day on which the phone is lost. Each counts once. */
import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { keepSetting, setting } from '../installation/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { sha256 } from './random-token.ts'
import { base32, newSecret, stepOfCode } from './totp.ts'

const REQUIRED = 'second factor required'

export async function isRequired(pool: pg.Pool): Promise<boolean> {
  return (await setting(pool, REQUIRED)) === 'yes'
}

export async function setRequired(pool: pg.Pool, required: boolean): Promise<void> {
  await keepSetting(pool, REQUIRED, required ? 'yes' : 'no')
}

interface Factor {
  readonly email: string
  readonly secret: Buffer | null
  readonly isOn: boolean
}

async function factorOf(client: pg.Pool | pg.ClientBase, personId: string): Promise<Factor> {
  const { rows } = await client.query<Factor>(
    `select email, totp_secret as secret, totp_since is not null as "isOn" from people where id = $1::uuid`,
    [personId],
  )
  return rows[0]!
}

/** A new secret, to be confirmed by a code. @throws Refusal `conflict` where there is one that counts */
export async function beginSecondFactor(pool: pg.Pool, personId: string) {
  const { email, isOn } = await factorOf(pool, personId)
  if (isOn) throw new Refusal('conflict', 'You have a second factor already: end it first.')
  const secret = newSecret()
  await pool.query('update people set totp_secret = $2 where id = $1::uuid and totp_since is null', [
    personId,
    secret,
  ])
  const text = base32(secret)
  const label = encodeURIComponent(`Baton:${email}`)
  return { secret: text, uri: `otpauth://totp/${label}?secret=${text}&issuer=Baton` }
}

const RECOVERY_CODES = 10

/** Counts from now on. Returns recovery codes, shown once. @throws Refusal `wrong_credentials`, `conflict` */
export async function confirmSecondFactor(
  pool: pg.Pool,
  personId: string,
  code: string,
): Promise<readonly string[]> {
  return await transaction(pool, async (client) => {
    await client.query('select 1 from people where id = $1::uuid for update', [personId])
    const { secret, isOn } = await factorOf(client, personId)
    if (isOn || !secret)
      throw new Refusal('conflict', 'Begin anew: there is no secret that waits for its code.')
    const step = stepOfCode(secret, code, Date.now())
    if (step === null) throw wrongCode()
    await client.query('update people set totp_since = now(), totp_step = $2 where id = $1::uuid', [
      personId,
      step,
    ])
    const codes = Array.from({ length: RECOVERY_CODES }, () =>
      randomBytes(8)
        .toString('hex')
        .replace(/.{4}(?=.)/g, '$&-'),
    )
    await client.query('delete from recovery_codes where person_id = $1::uuid', [personId])
    await client.query('insert into recovery_codes (hash, person_id) select unnest($2::bytea[]), $1::uuid', [
      personId,
      codes.map(sha256),
    ])
    return codes
  })
}

/**
 * Nothing for who has no second factor. A code is used up by being right, whatever happens afterwards.
 *
 * @throws Refusal `second_factor_needed` without a code, `wrong_credentials` with one that is wrong or used up
 */
export async function assertSecondFactor(
  pool: pg.Pool,
  personId: string,
  code: string | undefined,
): Promise<void> {
  const { secret, isOn } = await factorOf(pool, personId)
  if (!isOn || !secret) return
  if (code === undefined || code === '')
    throw new Refusal('second_factor_needed', 'Enter the code that your app shows now, or a recovery code.')
  const step = stepOfCode(secret, code, Date.now())
  const used =
    step === null
      ? await pool.query('delete from recovery_codes where person_id = $1::uuid and hash = $2', [
          personId,
          sha256(code.toLowerCase()),
        ])
      : await pool.query('update people set totp_step = $2 where id = $1::uuid and totp_step < $2', [
          personId,
          step,
        ])
  if (used.rowCount !== 1) throw wrongCode()
}

/** By its holder, with a code. @throws Refusal as `assertSecondFactor` does */
export async function endSecondFactor(pool: pg.Pool, personId: string, code: string): Promise<void> {
  await assertSecondFactor(pool, personId, code)
  await transaction(pool, (client) => forgetSecondFactor(client, personId))
}

/** Also by an administrator, for somebody who lost everything. */
export async function forgetSecondFactor(client: pg.ClientBase, personId: string): Promise<void> {
  await client.query(
    'update people set totp_secret = null, totp_since = null, totp_step = 0 where id = $1::uuid',
    [personId],
  )
  await client.query('delete from recovery_codes where person_id = $1::uuid', [personId])
}

function wrongCode(): Refusal {
  return new Refusal('wrong_credentials', 'The code is not right, or was used already.')
}
