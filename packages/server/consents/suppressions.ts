/**
 * Addresses that nothing is sent to. Kept as stand-ins, so that they outlive the lead and say nothing of whose they were; one that
 * was lifted stays visible, with who lifted it and why.
 */
import type pg from 'pg'
import type { Signing } from '../platform/signing/open-signing.ts'

type Client = pg.Pool | pg.ClientBase

/** Whoever said this can take it back by confirming the address again; nobody else can. */
export const OWN_WISH = 'they asked for nothing at all'

export function suppressionKey(signing: Signing, email: string): string {
  return signing.pseudonym('suppression', email.trim().toLowerCase())
}

/** Why nothing is sent to each of these addresses; those that are not suppressed are not in it. */
async function reasonsOf(client: Client, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ key: string; reason: string }>(
    'select key, reason from suppressions where key = any($1) and removed_at is null',
    [keys],
  )
  return new Map(rows.map(({ key, reason }) => [key, reason]))
}

export async function isSuppressed(client: Client, signing: Signing, email: string): Promise<boolean> {
  return (await reasonsOf(client, [suppressionKey(signing, email)])).size > 0
}

/** Whether an address may be asked to confirm that it wants mail: also after it said that it wants none. */
export async function mayBeAsked(client: Client, signing: Signing, email: string): Promise<boolean> {
  const [reason] = (await reasonsOf(client, [suppressionKey(signing, email)])).values()
  return reason === undefined || reason === OWN_WISH
}

/** Those of the addresses, in lower case, that something may be sent to. */
export async function withoutSuppressed(
  client: Client,
  signing: Signing,
  emails: readonly string[],
): Promise<ReadonlySet<string>> {
  const keys = new Map(emails.map((email) => [email.trim().toLowerCase(), suppressionKey(signing, email)]))
  const reasons = await reasonsOf(client, [...keys.values()])
  return new Set([...keys].filter(([, key]) => !reasons.has(key)).map(([email]) => email))
}

export async function suppress(
  client: Client,
  signing: Signing,
  email: string,
  reason: string,
  person: string | null = null,
): Promise<void> {
  await suppressKeys(client, [suppressionKey(signing, email)], reason, person)
}

/** Addresses by their stand-ins, where nothing else is known of them. */
export async function suppressKeys(
  client: Client,
  keys: readonly string[],
  reason: string,
  person: string | null = null,
): Promise<void> {
  await client.query(
    `insert into suppressions (key, reason, by_person) select k, $2, $3::uuid from unnest($1::text[]) as k
     on conflict (key) where removed_at is null do nothing`,
    [[...new Set(keys)], reason, person],
  )
}

/** By their own wish: every address of a lead, and the one that a link went to, should the lead be gone. */
export async function suppressByWish(
  client: Client,
  signing: Signing,
  leadId: string | null,
  key: string | null,
): Promise<void> {
  await suppressKeys(client, await keysOf(client, signing, leadId, key), OWN_WISH)
}

/** They want something again, and proved that it is them. What others had reasons for stays. */
export async function liftOwnWish(
  client: Client,
  signing: Signing,
  leadId: string | null,
  key: string | null,
): Promise<void> {
  await client.query(
    `update suppressions set removed_at = clock_timestamp(), removal = 'they agreed again'
     where key = any($1) and reason = $2 and removed_at is null`,
    [await keysOf(client, signing, leadId, key), OWN_WISH],
  )
}

async function keysOf(
  client: Client,
  signing: Signing,
  leadId: string | null,
  key: string | null,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ email: string }>(
    `select i.value as email from leads l join identities i on i.lead_id = l.id
     where i.kind = 'email' and coalesce(l.joined_to, l.id) = $1`,
    [leadId],
  )
  return [...rows.map(({ email }) => suppressionKey(signing, email)), ...(key === null ? [] : [key])]
}

/** False where the address was not suppressed. */
export async function allowAgain(
  client: Client,
  signing: Signing,
  email: string,
  { reason, person }: { readonly reason: string; readonly person: string },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update suppressions set removed_at = clock_timestamp(), removed_by = $2, removal = $3
     where key = $1 and removed_at is null`,
    [suppressionKey(signing, email), person, reason],
  )
  return rowCount === 1
}

/**
 * The stand-ins were made with the secret beside the database: with another one nobody would be found among them, and everybody
 * would be mailed who asked for nothing.
 *
 * @throws Error
 */
export async function assertSecretOf(client: Client, signing: Signing): Promise<void> {
  const mark = signing.pseudonym('secret', 'suppressions')
  const { rows } = await client.query<{ mark: string }>(
    `insert into settings (name, value) values ('suppressions secret', $1)
     on conflict (name) do update set value =
       case when exists (select 1 from suppressions where removed_at is null) then settings.value else excluded.value end
     returning value as mark`,
    [mark],
  )
  if (rows[0]!.mark === mark) return
  throw new Error(
    'secret.key is not the one that the suppressed addresses of this database were kept with: nobody would be found among ' +
      'them, and mail would go to who asked for none. Put back the secret.key that was beside this database.',
  )
}
