/** A mail server on loopback that takes every mail and keeps it. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface Letter {
  readonly to: string
  readonly text: string
}

export interface MailSink {
  readonly url: string
  readonly letters: readonly Letter[]
  /** To the mailbox of that name, wherever it is. */
  to(name: string): readonly Letter[]
  stop(): void
}

export async function startMailSink(): Promise<MailSink> {
  const letters: Letter[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, callback) {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => {
        for (const { address } of session.envelope.rcptTo) letters.push({ to: address, text })
        callback()
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    to: (name) => letters.filter(({ to }) => to.startsWith(`${name}@`)),
    stop: () => server.close(() => {}),
  }
}
