import { useState } from 'react'
import { RequestFailed } from '../api/request.ts'

/** One thing being sent: whether it is on its way, and what the server said against it. */
export function useSending() {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const send = async (work: () => Promise<void>) => {
    setPending(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      setProblem(sayProblem(error))
    } finally {
      setPending(false)
    }
  }
  return { pending, problem, send, setProblem }
}

/** The server's sentence, without the place in the request: the field it stands at says that. */
export function sayProblem(error: unknown): string {
  if (!(error instanceof RequestFailed)) return String(error)
  const text = error.detail.replace(/^body(\/[\w/]+)?:? /, '')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
