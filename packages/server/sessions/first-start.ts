/** The link that makes the first administrator: printed at each start until there is one, so that only who started it knows it. */
import { linkTo } from './mails.ts'
import { needsSetup } from './set-password.ts'
import type { SessionServices } from './session-services.ts'
import { makeToken } from './single-use-tokens.ts'

export async function sayFirstStart(services: SessionServices): Promise<void> {
  if (!(await needsSetup(services))) return
  const { token } = await makeToken(services.pool, 'setup', null)
  services.log(
    `Make the first administrator: ${linkTo(services, 'setup', token)} (once, within an hour; a start makes a new link)`,
  )
}
