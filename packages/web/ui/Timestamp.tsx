import { sayAgo, sayMoment } from '@baton/words'

/** A moment in relative words; the exact one on hover and for assistive technology. */
export function Timestamp({ at, now }: { readonly at: number; readonly now: number }) {
  const exact = sayMoment(at)
  return (
    <time dateTime={new Date(at).toISOString()} title={exact} className="whitespace-nowrap">
      {sayAgo(at, now)}
    </time>
  )
}
