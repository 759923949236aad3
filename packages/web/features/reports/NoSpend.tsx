import { useSpend } from '../../api/spend-query.ts'
import { Button } from '../../ui/Button.tsx'
import type { SpendView } from './spend-draft.ts'

/** Stands above the numbers where nothing was spent that is known: what is missing, and how it comes in. */
export function NoSpend({
  onOpen,
}: {
  /** Undefined: the reader may not write it. */
  readonly onOpen: ((view: SpendView) => void) | undefined
}) {
  // Not only in the period.
  const isNothingStored = useSpend().data?.total === 0
  return (
    <section className="mt-4 mb-6 max-w-3xl rounded-lg border border-dashed border-line-strong px-5 py-4">
      <h2 className="text-lead font-semibold">
        {isNothingStored ? 'Nobody has entered what was spent yet' : 'No spend is recorded in this period'}
      </h2>
      <p className="mt-1 max-w-prose text-body text-soft">
        Without it there are outcomes and no costs.{' '}
        {onOpen === undefined
          ? 'Marketing enters it: one row for each source or campaign, its days, an amount and a currency.'
          : 'Enter one row for each source or campaign, its days, an amount and a currency; or take a CSV file of them, as a spreadsheet or an advertising account writes it. Sources and campaigns are found by their names, whatever their case.'}
      </p>
      {onOpen !== undefined && (
        <p className="mt-3 flex flex-wrap gap-2">
          <Button look="solid" onClick={() => onOpen('new')}>
            Enter spend
          </Button>
          <Button onClick={() => onOpen('file')}>Take a CSV file</Button>
        </p>
      )}
    </section>
  )
}
