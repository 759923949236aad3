/** A share as a hairline bar; the number itself stands beside it. */
export function ThinBar({ share, className = '' }: { readonly share: number; readonly className?: string }) {
  return (
    <span aria-hidden="true" className={`block h-[3px] overflow-hidden rounded-full bg-line ${className}`}>
      <span
        className="block h-full rounded-full bg-data"
        style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }}
      />
    </span>
  )
}
