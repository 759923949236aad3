import { DIALECTS } from '@baton/words'
import { useDialect } from '../../api/session-query.ts'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import type { AvailableAct, WorkspaceAct } from './available-acts.ts'

/** Acts that are done by the key itself. */
const AT_ONCE: ReadonlySet<WorkspaceAct> = new Set(['claim', 'accept', 'take-up', 'reinstate'])

/** What can be done with the lead now, each with its key. */
export function ActionBar({
  acts,
  pending,
  onAct,
}: {
  readonly acts: readonly AvailableAct[]
  readonly pending: boolean
  readonly onAct: (act: WorkspaceAct) => void
}) {
  const words = DIALECTS[useDialect()]
  // What only opens something need not wait for the act before it.
  const mayStart = (act: WorkspaceAct) => !pending || !AT_ONCE.has(act)
  useShortcuts(Object.fromEntries(acts.map(({ act, key }) => [key, () => mayStart(act) && onAct(act)])))
  const label = ({ act, label: plain }: AvailableAct) =>
    act === 'accept' ? words.accept : plain === 'Reject' ? words.reject : plain
  return (
    <div role="toolbar" aria-label="Acts" className="flex items-center gap-1.5 overflow-x-auto scroller-bare">
      {acts.map((one, index) => (
        <Button
          key={one.act}
          look={index === 0 ? 'solid' : 'outline'}
          disabled={!mayStart(one.act)}
          aria-keyshortcuts={one.key}
          onClick={() => onAct(one.act)}
          className="pr-1.5"
        >
          {label(one)}
          <span className={`hidden md:inline ${index === 0 ? 'opacity-80' : ''}`} aria-hidden="true">
            <Kbd>{one.key.toUpperCase()}</Kbd>
          </span>
        </Button>
      ))}
    </div>
  )
}
