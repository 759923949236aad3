import { RotateCw } from 'lucide-react'
import { Button } from './Button.tsx'

/** A request that failed: what happened, a way to try again, and the reference to quote. */
export function ErrorState({
  title,
  detail,
  reference,
  onRetry,
}: {
  readonly title: string
  readonly detail: string
  readonly reference?: string | undefined
  readonly onRetry?: () => void
}) {
  return (
    <div role="alert" className="mx-auto flex max-w-xl flex-col items-start gap-3 px-6 py-16 sm:py-24">
      <span className="h-1 w-8 -skew-x-12 bg-accent" aria-hidden="true" />
      <h2 className="text-lead font-semibold">{title}</h2>
      <p className="text-body text-soft">{detail}</p>
      {reference !== undefined && (
        <p className="text-small text-faint">
          Reference <code className="font-mono text-soft select-all">{reference}</code>
        </p>
      )}
      {onRetry !== undefined && (
        <Button onClick={onRetry}>
          <RotateCw size={13} aria-hidden="true" />
          Try again
        </Button>
      )}
    </div>
  )
}
