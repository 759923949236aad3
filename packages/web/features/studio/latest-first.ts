/**
 * Asking while somebody drags: one question is under way, the newest waits, those between are never asked. So answers come
 * in the order of their questions, as quickly as they can be had, and none is older than the one before it.
 */

export interface LatestFirst<Question> {
  /** Takes the place of whatever waits. */
  ask(question: Question): void
  /** Nothing is asked or answered any more. */
  stop(): void
}

/** @param answer resolves when the question is answered; throws nothing */
export function latestFirst<Question>(
  answer: (question: Question, signal: AbortSignal) => Promise<void>,
): LatestFirst<Question> {
  const stopping = new AbortController()
  let waiting: { readonly question: Question } | null = null
  let isAsking = false
  const work = async () => {
    isAsking = true
    while (waiting !== null && !stopping.signal.aborted) {
      const { question } = waiting
      waiting = null
      await answer(question, stopping.signal)
    }
    isAsking = false
  }
  return {
    ask(question) {
      waiting = { question }
      if (!isAsking) void work()
    },
    stop: () => stopping.abort(),
  }
}
