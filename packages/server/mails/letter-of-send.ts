/** The letter of a send: its pinned version, filled in for its lead. */
import { type LetterDocument, renderLetter } from '@baton/letters'
import type pg from 'pg'
import type { DueSend, LetterOf } from '../sends/index.ts'
import { contextFor, type ContextServices } from './letter-context.ts'
import { letterAt } from './mail-rows.ts'

export interface LetterServices extends ContextServices {
  /** The address that mail comes from where a send names no other; null: no mail server is set. */
  readonly from: string | null
}

const LETTERS_MAX = 200

/** Reads within the transaction that claims the send, and changes nothing. */
export function letterOfSend(services: LetterServices): LetterOf {
  const letters = new Map<string, LetterDocument>()
  /** A version is never changed, so that it is read and checked once and not for each who gets it. */
  const letterNow = async (client: pg.ClientBase, { mail, mailVersion }: DueSend) => {
    const key = `${mailVersion} ${mail}`
    const known = letters.get(key) ?? (await letterAt(client, mail, mailVersion))
    if (letters.size >= LETTERS_MAX) letters.clear()
    if (known) letters.set(key, known)
    return known
  }
  return async (client, send) => {
    const letter = await letterNow(client, send)
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
