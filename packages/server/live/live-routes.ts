/** `GET /api/live`: what changes, as server-sent events, for as long as the session stands. */
import { type Live, routes } from '@baton/protocol'
import { signedIn } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import type { LiveHub } from './live-hub.ts'

const HEARTBEAT_MS = 20_000
const RETRY_MS = 2_000
/** Whoever reads no faster than this piles up is cut off, and reads anew when it is back. */
const WAITING_BYTES_MAX = 1_000_000

/** Returns what ends all connections. */
export function addLiveRoutes(app: App, hub: LiveHub): () => void {
  const beats = new Set<() => void>()
  const timer = setInterval(() => {
    for (const beat of beats) beat()
    // A database that is away for a moment ends nobody's connection.
    hub.check().catch(() => {})
  }, HEARTBEAT_MS)
  timer.unref()
  const { live } = routes
  // Connections end before the server waits for them to.
  app.addHook('preClose', async () => hub.closeAll())
  app.get(
    live.path,
    { schema: { tags: ['handoffs'], operationId: 'readLive', summary: live.summary } },
    async (request, reply) => {
      const person = signedIn(request)
      const stream = reply.raw
      const waiting: string[] = []
      let isOpen = false
      const write = (text: string) => {
        if (!isOpen) waiting.push(text)
        else if (stream.writableLength > WAITING_BYTES_MAX) stream.destroy()
        else stream.write(text)
      }
      const send = (message: Live) => write(`data: ${JSON.stringify(message)}\n\n`)
      const remove = await hub.add(person, send, () => stream.end())
      reply.hijack()
      const beat = () => write(': still here\n\n')
      stream.on('close', () => {
        beats.delete(beat)
        remove()
      })
      stream.on('error', () => stream.destroy())
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) stream.setHeader(name, value)
      stream.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // Once it has ended nothing more comes: the server need not wait for the connection when it stops.
        connection: 'close',
        // Proxies that gather answers must not gather this one.
        'x-accel-buffering': 'no',
      })
      beats.add(beat)
      isOpen = true
      stream.write(`retry: ${RETRY_MS}\n\n`)
      for (const text of waiting) stream.write(text)
    },
  )
  return () => {
    clearInterval(timer)
    hub.closeAll()
  }
}
