/**
 * Connections to one mail server, kept open between letters. Each letter says on which side of its end a failure was: until the
 * server asks for the text nothing was sent, and once the text is handed over only an answer tells.
 */
import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Sent, SmtpLimits, Unsent } from './smtp.ts'

interface Envelope {
  readonly from: string
  readonly to: string
}

interface SmtpError extends Error {
  readonly responseCode?: number | undefined
}

/** Kept open while nothing is sent. */
const IDLE_MAX = 10
const IDLE_MS = 20_000

interface Line {
  readonly connection: SMTPConnection
  letters: number
  idleSince: number
}

export class SmtpLines {
  readonly #server: URL
  readonly #waitMs: number
  readonly #letterMs: number
  readonly #lettersMax: number
  readonly #idle: Line[] = []
  #isClosed = false

  constructor(server: URL, { waitMs = 30_000, letterMs = 45_000, lettersMax = 200 }: SmtpLimits) {
    this.#server = server
    this.#waitMs = waitMs
    this.#letterMs = letterMs
    this.#lettersMax = lettersMax
  }

  async send(envelope: Envelope, message: Buffer): Promise<Sent> {
    const deadline = performance.now() + this.#letterMs
    for (;;) {
      const kept = this.#kept()
      try {
        const line = kept ?? (await this.#open(deadline))
        const sent = await this.#sendOn(line, envelope, message, deadline)
        // The server had closed what was kept, or had enough of it: nothing was sent, and a new connection may do.
        if (kept && sent !== 'sent' && sent.failed === 'again' && !sent.isAnswered) continue
        return sent
      } catch (error) {
        return { failed: 'again', detail: detailOf(error) }
      }
    }
  }

  close(): void {
    this.#isClosed = true
    for (const { connection } of this.#idle.splice(0)) connection.quit()
  }

  #kept(): Line | undefined {
    while (this.#idle.length > 0) {
      const line = this.#idle.pop()!
      if (!line.connection.destroyed && performance.now() - line.idleSince < IDLE_MS) return line
      line.connection.close()
    }
    return undefined
  }

  async #open(deadline: number): Promise<Line> {
    const { hostname, port, username, password, protocol } = this.#server
    const isSecure = protocol === 'smtps:'
    const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
    const connection = new SMTPConnection({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port) || (isSecure ? 465 : 587),
      secure: isSecure,
      requireTLS: !isSecure && !isLocal,
      ignoreTLS: !isSecure && isLocal,
      connectionTimeout: this.#waitMs,
      greetingTimeout: this.#waitMs,
      socketTimeout: this.#waitMs,
    })
    await within(connection, deadline, (done) => connection.connect(done))
    if (username !== '') {
      const user = decodeURIComponent(username)
      const pass = decodeURIComponent(password)
      await within(connection, deadline, (done) => connection.login({ user, pass }, done))
    }
    return { connection, letters: 0, idleSince: 0 }
  }

  async #sendOn(
    line: Line,
    envelope: Envelope,
    message: Buffer,
    deadline: number,
  ): Promise<'sent' | (Unsent & { readonly isAnswered?: boolean })> {
    const { connection } = line
    // Asked for only once the server has said that it takes the text.
    let isHandedOver = false
    const text = new Readable({
      read() {
        isHandedOver = true
        this.push(message)
        this.push(null)
      },
      highWaterMark: 1,
    })
    try {
      await within(connection, deadline, (done) =>
        connection.send({ ...envelope, size: message.length }, text, done),
      )
    } catch (error) {
      connection.close()
      const { responseCode } = error as SmtpError
      const detail = detailOf(error)
      if (responseCode !== undefined && responseCode >= 500) return { failed: 'refused', detail }
      if (responseCode !== undefined && responseCode >= 400)
        return { failed: 'again', detail, isAnswered: responseCode !== 421 }
      return { failed: isHandedOver ? 'unknown' : 'again', detail }
    }
    line.letters += 1
    line.idleSince = performance.now()
    if (this.#isClosed || line.letters >= this.#lettersMax || this.#idle.length >= IDLE_MAX) connection.quit()
    else this.#idle.push(line)
    return 'sent'
  }
}

/** @throws SmtpError what the connection failed with; it is closed where it took too long */
async function within(
  connection: SMTPConnection,
  deadline: number,
  step: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const late = setTimeout(
    () => {
      reject(new Error('The mail server took too long.'))
      connection.close()
    },
    Math.max(0, deadline - performance.now()),
  )
  const fail = (error: Error) => reject(error)
  const end = () => reject(new Error('The mail server closed the connection.'))
  connection.on('error', fail)
  connection.once('end', end)
  try {
    step((error) => (error ? reject(error) : resolve()))
    await promise
  } finally {
    clearTimeout(late)
    connection.off('end', end)
    connection.off('error', fail)
    // Whatever it says later is nobody's concern: who uses it next finds it closed.
    if (connection.listenerCount('error') === 0) connection.on('error', () => {})
  }
}

function detailOf(error: unknown): string {
  return (error as Error).message.slice(0, 300)
}
