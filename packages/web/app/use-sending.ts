import { useState } from 'react'
import { RequestFailed } from '../api/request.ts'

/** One thing being sent: whether it is on its way, and what the server said against it. */
export function useSending() {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  /** True once the server asked for a code besides the password. */
  const [needsCode, setNeedsCode] = useState(false)
  const send = async (work: () => Promise<void>) => {
    setPending(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      if (error instanceof RequestFailed && error.code === 'second_factor_needed') setNeedsCode(true)
      setProblem(sayProblem(error))
    } finally {
      setPending(false)
    }
  }
  return { pending, problem, needsCode, send, setProblem }
}

/** The server's sentence, without the place in the request: the field it stands at says that. */
export function sayProblem(error: unknown): string {
  if (!(error instanceof RequestFailed)) return String(error)
  const text = error.detail.replace(/^body(\/[\w/]+)?:? /, '')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
