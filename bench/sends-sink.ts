/** A mail server that takes everything and keeps nothing; says its address on one line. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData(stream, _session, callback) {
    stream.resume()
    stream.on('end', () => callback())
  },
})
server.listen(0, '127.0.0.1', () =>
  console.log(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`),
)
