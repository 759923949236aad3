import { RequestFailed } from '../api/request.ts'
import { ErrorState } from '../ui/ErrorState.tsx'

/** Something could not be read from the server: what, why, and a way to try again. */
export function ReadFailed({
  what,
  error,
  onRetry,
}: {
  /** `The queue`. */
  readonly what: string
  readonly error: Error
  readonly onRetry: () => void
}) {
  const failed = error instanceof RequestFailed ? error : undefined
  return (
    <ErrorState
      title={`${what} could not be read`}
      detail={failed?.detail ?? error.message}
      reference={failed?.reference}
      onRetry={onRetry}
    />
  )
}
