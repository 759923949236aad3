/** Work that is done again and again by the clock, and never twice at once. */

export interface Repeated {
  readonly everyMs: number
  /** Before the first time; as long as between two by default, and 0 is at once. */
  readonly firstAfterMs?: number
  /** What is said to have failed; once for a row of failures. */
  readonly what: string
  readonly log: (line: string) => void
}

/** Returns what ends it, once the pass under way is through. */
export function repeat(
  { everyMs, firstAfterMs = everyMs, what, log }: Repeated,
  work: () => Promise<unknown>,
): () => Promise<void> {
  let running = Promise.resolve()
  let isRunning = false
  let hasFailed = false
  const pass = async () => {
    try {
      await work()
      hasFailed = false
    } catch (error) {
      if (!hasFailed) log(`${what} failed, to be tried again: ${(error as Error).message}`)
      hasFailed = true
    }
    isRunning = false
  }
  const begin = () => {
    if (isRunning) return
    isRunning = true
    running = pass()
  }
  const isLater = firstAfterMs > 0 && firstAfterMs !== everyMs
  const first = isLater ? setTimeout(begin, firstAfterMs) : undefined
  if (firstAfterMs === 0) begin()
  const timer = setInterval(begin, everyMs)
  first?.unref()
  timer.unref()
  return async () => {
    clearTimeout(first)
    clearInterval(timer)
    await running
  }
}
