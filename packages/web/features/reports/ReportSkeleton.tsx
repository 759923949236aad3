import { Skeleton } from '../../ui/Skeleton.tsx'

/** Stands where a report will. */
export function ReportSkeleton() {
  return (
    <div className="space-y-4 pt-4" aria-busy="true">
      {Array.from({ length: 6 }, (_, row) => (
        <Skeleton key={row} className="h-8 w-full max-w-4xl" />
      ))}
    </div>
  )
}
