/** What a letter is filled with: the facts that stand of a lead, whom it comes from, and where its links lead. */
import { type LetterContext, type LetterDocument, sampleContext, type Values } from '@baton/letters'
import type { LeadState } from '@baton/engine'
import type pg from 'pg'
import { setting } from '../installation/index.ts'
import { assetsNamedIn, type MailLibrary } from './mail-library.ts'

export const ADDRESS_SETTING = 'postal address'

export interface ContextServices {
  readonly organisation: { readonly name: string }
  readonly library?: MailLibrary | undefined
  /** The link that a lead may pass on; null: there is none. */
  readonly refer?: ((client: pg.Pool | pg.ClientBase, leadId: string) => Promise<string | null>) | undefined
}

export interface Receiver {
  /** Null: a made-up one. */
  readonly leadId: string | null
  readonly sender: LetterContext['sender']
  readonly links: LetterContext['links']
  /** Id of what is best for the lead next; undefined: something made up, null: nothing. */
  readonly asset?: string | null
}

/** Null where the lead is gone. */
export async function contextFor(
  client: pg.Pool | pg.ClientBase,
  { organisation, library, refer }: ContextServices,
  letter: LetterDocument,
  { leadId, sender, links, asset }: Receiver,
): Promise<LetterContext | null> {
  const facts = leadId === null ? sampleContext : await factsOf(client, leadId)
  if (!facts) return null
  const named = [...assetsNamedIn(letter), ...(asset ? [asset] : [])]
  // What somebody follows who only looks at a letter is no act of the lead.
  const isTrial = asset === undefined
  const assets =
    named.length > 0 && library ? await library.shown(client, named, isTrial ? null : leadId) : {}
  const passedOn = isTrial || !refer ? sampleContext.links.refer : await refer(client, leadId ?? '')
  const address = (await setting(client, ADDRESS_SETTING)) ?? ''
  return {
    lead: facts.lead,
    company: facts.company,
    sender,
    asset: isTrial ? sampleContext.asset : asset === null ? null : (assets[asset] ?? null),
    assets,
    organisation: { name: organisation.name, address },
    links: { ...links, refer: passedOn },
  }
}

/** Facts as they stand; of a lead that was merged, those of the one it became part of. */
async function factsOf(
  client: pg.Pool | pg.ClientBase,
  leadId: string,
): Promise<{ readonly lead: Values; readonly company: Values } | null> {
  const { rows } = await client.query<{ state: LeadState }>(
    `select r.state::json as state from leads l join leads r on r.id = coalesce(l.joined_to, l.id)
     where l.id = $1 and not exists (select 1 from erasures e where e.lead_id = r.id)`,
    [leadId],
  )
  const state = rows[0]?.state
  return state ? { lead: valuesOf(state.lead), company: valuesOf(state.company) } : null
}

function valuesOf(standings: LeadState['lead']): Values {
  const values: Record<string, string | number | boolean | null> = {}
  for (const [name, [value]] of Object.entries(standings)) values[name] = value
  return values
}
