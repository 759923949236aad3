/** Links by mail. They name the configured address of the installation only. */
import { createHash } from 'node:crypto'
import type { SessionServices } from './session-services.ts'
import type { MadeToken } from './single-use-tokens.ts'

type Sender = Pick<SessionServices, 'post' | 'url' | 'organisation'>

interface Recipient {
  readonly name: string
  readonly email: string
}

/** The token stands behind #: browsers send that to no server, so it gets into no log and no Referer. */
export function linkTo(
  { url }: Pick<SessionServices, 'url'>,
  screen: 'setup' | 'welcome' | 'reset',
  token: string,
): string {
  return `${url()}/${screen}#${token}`
}

export async function mailInvitation(
  sender: Sender,
  { name, email }: Recipient,
  link: string,
): Promise<boolean> {
  const organisation = sender.organisation.name
  return await sender.post.send({
    key: keyOf('invitation', link),
    to: email,
    subject: `${organisation} invites you to Baton`,
    text: `Hello ${name},\n\nyou were invited to the Baton of ${organisation}. Choose a password within seven days:\n\n${link}\n`,
  })
}

export async function mailReset(
  sender: Sender,
  { name, email }: Recipient,
  { token }: MadeToken,
): Promise<boolean> {
  const link = linkTo(sender, 'reset', token)
  return await sender.post.send({
    key: keyOf('reset', link),
    to: email,
    subject: 'A new password for Baton',
    text: `Hello ${name},\n\nsomebody asked for a new password for you. If it was you, choose one within ten minutes:\n\n${link}\n\nIf it was not you, nothing has to be done.\n`,
  })
}

/** A key is kept in clear, and must not give the link away. */
function keyOf(purpose: string, link: string): string {
  return `${purpose}:${createHash('sha256').update(link).digest('hex')}`
}
