/** Addresses that nothing is sent to. Kept as stand-ins, so that they outlive the lead and say nothing of whose they were. */
import type pg from 'pg'
import type { Signing } from '../platform/signing/open-signing.ts'

type Client = pg.Pool | pg.ClientBase

export function suppressionKey(signing: Signing, email: string): string {
  return signing.pseudonym('suppression', email.trim().toLowerCase())
}

export async function isSuppressed(client: Client, signing: Signing, email: string): Promise<boolean> {
  const { rowCount } = await client.query('select 1 from suppressions where key = $1', [
    suppressionKey(signing, email),
  ])
  return rowCount === 1
}

export async function suppress(
  client: Client,
  signing: Signing,
  email: string,
  reason: string,
  person: string | null = null,
): Promise<void> {
  await client.query(
    'insert into suppressions (key, reason, by_person) values ($1, $2, $3) on conflict (key) do nothing',
    [suppressionKey(signing, email), reason, person],
  )
}

/** False where the address was not suppressed. */
export async function allowAgain(client: Client, signing: Signing, email: string): Promise<boolean> {
  const { rowCount } = await client.query('delete from suppressions where key = $1', [
    suppressionKey(signing, email),
  ])
  return rowCount === 1
}
