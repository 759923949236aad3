import type { Import } from '@baton/protocol'
import { sayCounted } from '@baton/words'
import { ThinBar } from '../../ui/ThinBar.tsx'
import { sayProgress, STATE_NAMES } from './import-words.ts'

const TONES: Readonly<Record<Import['state'], string>> = {
  running: 'text-data-text',
  finished: 'text-won-text',
  interrupted: 'text-warn-text',
  failed: 'text-accent-text',
  undoing: 'text-data-text',
  undone: 'text-faint',
}

/** How far an import is, or how it ended. */
export function ImportState({ one }: { readonly one: Import }) {
  return (
    <div>
      <p className={`font-medium ${TONES[one.state]}`} data-state={one.state}>
        {STATE_NAMES[one.state]}
      </p>
      {one.state === 'running' && (
        <>
          <ThinBar share={one.rowsTotal === 0 ? 0 : one.rows / one.rowsTotal} className="my-1" />
          <p className="figures text-small text-faint">{sayProgress(one)}</p>
        </>
      )}
      {one.state === 'interrupted' && (
        <p className="text-small text-faint">after {sayCounted(one.rows, 'row')}; what is stored stays</p>
      )}
      {one.state === 'finished' && one.skipped > 0 && (
        <p className="text-small text-faint">
          {sayCounted(one.skipped, 'known person was', 'known people were')} left out
        </p>
      )}
      {one.failure !== null && <p className="text-small break-words text-soft">{one.failure}</p>}
    </div>
  )
}
