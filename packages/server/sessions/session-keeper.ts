/** What changing people asks of sessions and links. */
import type pg from 'pg'
import type { SessionKeeper } from '../people/index.ts'
import { linkTo, mailInvitation } from './mails.ts'
import { forgetSecondFactor } from './second-factor.ts'
import type { SessionServices } from './session-services.ts'
import { endSessionsOf } from './sessions.ts'
import { dropTokensOf, makeToken } from './single-use-tokens.ts'

export function sessionKeeper(services: SessionServices): SessionKeeper {
  const invite = async (client: pg.Pool | pg.ClientBase, personId: string) => {
    const { token, expiresAt } = await makeToken(client, 'invitation', personId)
    return { link: linkTo(services, 'welcome', token), expiresAt: expiresAt.toISOString() }
  }
  return {
    async endSessions(client, personId) {
      await endSessionsOf(client, personId)
      await dropTokensOf(client, personId)
    },
    forgetSecondFactor,
    forget: () => services.sessions.forget(),
    invite: (client, { id }) => invite(client, id),
    mailInvitation: (person, { link }) => mailInvitation(services, person, link),
    async resetLink({ id, joined }) {
      // Who never came is invited once more: that may take longer than ten minutes.
      if (!joined) return await invite(services.pool, id)
      const { token, expiresAt } = await makeToken(services.pool, 'reset', id)
      return { link: linkTo(services, 'reset', token), expiresAt: expiresAt.toISOString() }
    },
  }
}
