/** What a mail to one lead is: as it is queued, as the worker takes it, and what others say of it before it leaves. */
import type { WorkingHours } from '@baton/engine'
import type pg from 'pg'

export interface NewSend {
  /** The same key is sent once, for ever: sha256 of program, enrolment, step and which time it is. */
  readonly key: string
  readonly leadId: string
  /** Id of a mail, in the version that is pinned. */
  readonly mail: string
  readonly mailVersion: number
  /** Id of the purpose of consent that it needs. */
  readonly purpose: string
  /** Null: the address that all mail comes from. */
  readonly from: { readonly name: string; readonly email: string } | null
  readonly program: string | null
  readonly enrolment: string | null
  readonly step: string | null
  readonly tone: string | null
  /** Id of the content that it offers. */
  readonly asset: string | null
  readonly notBefore: Date
  /** In which it may leave; null: at any hour. */
  readonly hours: WorkingHours | null
}

/** Addresses of one send, to be written into its letter. */
export interface SendAddresses {
  readonly unsubscribe: string
  readonly preferences: string
  /** Of the link with this index: leads to its destination, and tells that it was followed. */
  link(index: number): string
}

/** A send that is due, as letters and guards see it. */
export interface DueSend {
  readonly id: string
  readonly leadId: string
  readonly email: string
  readonly mail: string
  readonly mailVersion: number
  readonly purpose: string
  readonly from: { readonly name: string; readonly email: string } | null
  readonly program: string | null
  readonly enrolment: string | null
  readonly step: string | null
  readonly tone: string | null
  readonly asset: string | null
  readonly addresses: SendAddresses
}

export interface SentLink {
  readonly index: number
  readonly url: string
  readonly label: string
}

export interface RenderedLetter {
  readonly subject: string
  readonly html: string
  readonly text: string
  /** Name that it comes from; undefined: as the send says. */
  readonly fromName?: string | undefined
  /** With the destinations as they are; the letter itself has `addresses.link(index)` in their places. */
  readonly links: readonly SentLink[]
}

/** Renders the pinned version for the lead. Asked inside the claiming transaction: it reads, and changes nothing. */
export type LetterOf = (
  client: pg.ClientBase,
  send: DueSend,
) => Promise<RenderedLetter | { readonly problem: string }>

export interface SendGuards {
  /** Whether the enrolment is live and not paused, asked inside the claiming transaction, right before sending. */
  isLive(client: pg.ClientBase, send: DueSend): Promise<boolean>
}

/** What became of sends, as numbers. */
export interface SendResults {
  readonly queued: number
  readonly sent: number
  /** Sent, and nothing came back. */
  readonly delivered: number
  readonly bounced: number
  readonly unknown: number
  readonly failed: number
  /** Not sent: no consent, or an address that nothing is sent to. */
  readonly suppressed: number
  /** Sends with at least one click of a person, and with clicks of machines only. */
  readonly humanClicks: number
  readonly machineClicks: number
  readonly unsubscribed: number
  readonly complained: number
}

export interface ResultsOf {
  readonly mail?: string
  readonly program?: string
  readonly asset?: string
  readonly step?: string
}
