import type { ErrorComponentProps } from '@tanstack/react-router'
import { ErrorState } from '../ui/ErrorState.tsx'

/** A screen that broke or could not be fetched, most often because Baton was upgraded while the page was open. */
export function ScreenFailed({ error }: ErrorComponentProps) {
  return (
    <ErrorState
      title="This screen could not be shown"
      detail={`Loading the page again helps if Baton was upgraded in the meantime. (${String(error)})`}
      onRetry={() => location.reload()}
    />
  )
}
