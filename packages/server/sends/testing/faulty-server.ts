/** A mail server that breaks off at a step of the conversation, as often as it is told, and keeps what it took. */
import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export const STEPS = ['connect', 'banner', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'dot', 'answered', 'QUIT'] as const

export type Step = (typeof STEPS)[number]

export interface FaultyServer {
  readonly url: string
  /** Every letter that was taken or may count as taken: whom it went to. */
  readonly taken: string[]
  /** How often it broke off at this step. */
  readonly broken: Map<Step, number>
  breakAt(step: Step, times: number): void
  stop(): Promise<void>
}

export async function faultyServer(): Promise<FaultyServer> {
  const taken: string[] = []
  const broken = new Map<Step, number>()
  let fault: { step: Step; left: number } | null = null
  const breaks = (step: Step) => {
    if (fault?.step !== step || fault.left === 0) return false
    fault.left -= 1
    broken.set(step, (broken.get(step) ?? 0) + 1)
    return true
  }
  const server = createServer((socket) => converse(socket, { taken, breaks }))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    broken,
    breakAt: (step, left) => (fault = { step, left }),
    stop: () => closed(server),
  }
}

interface Conversing {
  readonly taken: string[]
  readonly breaks: (step: Step) => boolean
}

function converse(socket: Socket, { taken, breaks }: Conversing): void {
  socket.on('error', () => {})
  if (breaks('connect')) return void socket.destroy()
  if (breaks('banner')) {
    socket.write('220-half a')
    return void socket.end()
  }
  let inText = false
  let rest = ''
  let to = ''
  socket.write('220 sink ESMTP\r\n')
  const command = (line: string) => {
    const [verb = ''] = line.split(' ')
    const step = verb.toUpperCase() as Step
    if (breaks(step)) return void socket.destroy()
    if (step === 'QUIT') return void socket.end('221 bye\r\n')
    if (step === 'DATA') inText = true
    if (step === 'RCPT') to = /<(.*)>/.exec(line)?.[1] ?? ''
    socket.write(step === 'DATA' ? '354 go on\r\n' : '250 ok\r\n')
  }
  socket.on('data', (chunk) => {
    rest += chunk.toString('latin1')
    for (;;) {
      const end = rest.indexOf(inText ? '\r\n.\r\n' : '\r\n')
      if (end < 0 || socket.destroyed) return
      const line = rest.slice(0, end)
      rest = rest.slice(end + (inText ? 5 : 2))
      if (!inText) command(line)
      else {
        inText = false
        taken.push(to)
        if (breaks('dot')) socket.destroy()
        else if (breaks('answered')) socket.end('250 taken\r\n')
        else socket.write('250 taken\r\n')
      }
    }
  })
}

async function closed(server: Server): Promise<void> {
  await new Promise<void>((done) => {
    server.close(() => done())
  })
}
