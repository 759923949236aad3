import type { ComparedLine } from '@baton/protocol'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import type { UnderBoth } from './under-both.ts'

const LeadUnderBoth = lazy(async () => ({
  default: (await import('./LeadUnderBoth.tsx')).LeadUnderBoth,
}))

/** A lead by name; it opens to why, under either agreement. */
export function LeadLine({
  lead,
  name,
  at,
  note,
  both,
}: {
  readonly lead: string
  readonly name: ComparedLine['leads'][string] | undefined
  /** The moment that it is about. */
  readonly at: number
  readonly note: ReactNode
  readonly both: UnderBoth
}) {
  const [open, setOpen] = useState(false)
  return (
    <li>
      <Disclosure
        open={open}
        onToggle={setOpen}
        summary={
          <span className="flex min-h-8 items-center gap-3 py-1">
            <span className="min-w-0 flex-1 truncate">
              <span className="font-medium">
                {name?.name ?? (name?.company ? 'Somebody' : lead.slice(0, 8))}
              </span>
              {name !== undefined && name.company !== null && (
                <span className="text-faint">, {name.company}</span>
              )}
            </span>
            <span className="shrink-0 text-small text-soft">{note}</span>
          </span>
        }
      >
        {open && (
          <div className="pb-3 pl-5">
            <Suspense fallback={<Skeleton className="h-20 w-full" />}>
              <LeadUnderBoth lead={lead} at={at} both={both} />
            </Suspense>
            <Link
              to="/leads/$leadId"
              params={{ leadId: lead }}
              search={{ at: new Date(at).toISOString() }}
              className="mt-2 inline-block text-small underline decoration-line-strong underline-offset-2 hover:decoration-accent"
            >
              Open the lead at that moment
            </Link>
          </div>
        )}
      </Disclosure>
    </li>
  )
}
