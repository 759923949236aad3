/** The letter of a send: its pinned version, filled in for its lead. */
import { renderLetter } from '@baton/letters'
import type { LetterOf } from '../sends/index.ts'
import { contextFor, type ContextServices } from './letter-context.ts'
import { letterAt } from './mail-rows.ts'

export interface LetterServices extends ContextServices {
  /** The address that mail comes from where a send names no other; null: no mail server is set. */
  readonly from: string | null
}

/** Reads within the transaction that claims the send, and changes nothing. */
export function letterOfSend(services: LetterServices): LetterOf {
  return async (client, send) => {
    const letter = await letterAt(client, send.mail, send.mailVersion)
    if (!letter) return { problem: `The mail ${send.mail} has no version ${send.mailVersion}.` }
    const { unsubscribe, preferences } = send.addresses
    const context = await contextFor(client, services, letter, {
      leadId: send.leadId,
      sender: {
        ...(send.from ?? { name: services.organisation.name, email: services.from ?? '' }),
        title: '',
      },
      links: { unsubscribe, preferences },
      asset: send.asset,
    })
    if (!context) return { problem: 'The lead is gone.' }
    const { subject, html, text, links, fromName, isCut } = renderLetter(letter, context, {
      link: (_url, index) => send.addresses.link(index),
    })
    if (subject === '') return { problem: 'The subject came out empty.' }
    if (isCut) return { problem: 'The letter came out larger than a mail may be.' }
    return { subject, html, text, links, fromName: fromName ?? undefined }
  }
}
