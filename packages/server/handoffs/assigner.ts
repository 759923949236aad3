/** Assigns handoffs as they come: at once when it hears of a change, and every second in case it heard nothing. */
import type { ActServices } from '../events/index.ts'
import { isLoading } from '../platform/postgres/loading.ts'
import { assignFromAbsent, assignUnowned } from './assign-handoffs.ts'

const LOOK_EVERY_MS = 1_000

export interface Assigner {
  /** Something about handoffs changed. */
  wake(): void
  /** Ends it, once the look under way is through. */
  stop(): Promise<void>
}

export function assignAlways(services: ActServices, log: (line: string) => void): Assigner {
  let running: Promise<void> | null = null
  let isAsked = false
  let isStopped = false
  let hasFailed = false
  const attempt = async (assign: () => Promise<number>) => {
    try {
      // What is loaded may yet close what seems to wait for an owner.
      if (!(await isLoading(services.pool))) await assign()
      hasFailed = false
    } catch (error) {
      if (!hasFailed && !isStopped)
        log(`Assigning handoffs failed, to be tried again: ${(error as Error).message}`)
      hasFailed = true
    }
  }
  const look = async () => {
    while (isAsked && !isStopped) {
      isAsked = false
      await attempt(() => assignUnowned(services))
    }
    running = null
  }
  const wake = () => {
    isAsked = true
    if (!isStopped) running ??= look()
  }
  let absent = Promise.resolve()
  let isLooking = false
  const timer = setInterval(() => {
    wake()
    if (isLooking) return
    isLooking = true
    absent = attempt(() => assignFromAbsent(services)).finally(() => {
      isLooking = false
    })
  }, LOOK_EVERY_MS)
  timer.unref()
  return {
    wake,
    async stop() {
      isStopped = true
      clearInterval(timer)
      await Promise.all([running, absent])
    },
  }
}
