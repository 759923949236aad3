/** A grey bar where text will stand. */
export function Skeleton({ className = '' }: { readonly className?: string }) {
  return <span aria-hidden="true" className={`block h-3 animate-pulse rounded bg-hover ${className}`} />
}
