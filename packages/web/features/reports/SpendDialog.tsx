import type { SpendEntry } from '@baton/protocol'
import { useState } from 'react'
import { useMay } from '../../api/may.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { MoneySettingsForm } from './MoneySettingsForm.tsx'
import { SpendFile } from './SpendFile.tsx'
import { SpendForm } from './SpendForm.tsx'
import { SpendRows } from './SpendRows.tsx'
import type { SpendView } from './spend-draft.ts'

const TITLES: Readonly<Record<SpendView, string>> = {
  rows: 'What was spent',
  new: 'Enter spend',
  file: 'Take a file',
  settings: 'Currencies and margin',
}

/** What was spent, row by row, and how amounts are read. Who may not write it sees it all the same. */
export function SpendDialog({
  view,
  onView,
  onClose,
}: {
  readonly view: SpendView
  readonly onView: (view: SpendView) => void
  readonly onClose: () => void
}) {
  const mayWrite = useMay('addSpend')
  const [changed, setChanged] = useState<SpendEntry | null>(null)
  const views = (Object.keys(TITLES) as SpendView[]).filter(
    (one) => mayWrite || one === 'rows' || one === 'settings',
  )
  const show = (next: SpendView) => {
    setChanged(null)
    onView(next)
  }
  return (
    <Dialog
      title="Spend and currencies"
      note="What was spent to bring people, and how amounts of money are read"
      size="wide"
      onClose={onClose}
    >
      <nav aria-label="Spend and currencies" className="mb-4 flex flex-wrap gap-1 border-b border-line pb-2">
        {views.map((one) => (
          <button
            key={one}
            type="button"
            aria-current={one === view ? 'page' : undefined}
            onClick={() => show(one)}
            className="h-7 rounded-md px-2 text-body text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink"
          >
            {TITLES[one]}
          </button>
        ))}
      </nav>
      {changed !== null ? (
        <SpendForm key={changed.id} entry={changed} onDone={() => setChanged(null)} />
      ) : view === 'rows' ? (
        <SpendRows onChange={mayWrite ? setChanged : undefined} onView={show} />
      ) : view === 'new' ? (
        <SpendForm entry={null} onDone={() => show('rows')} />
      ) : view === 'file' ? (
        <SpendFile onDone={() => show('rows')} />
      ) : (
        <MoneySettingsForm />
      )}
    </Dialog>
  )
}
