import { DIALECTS } from '@baton/words'
import { useDialect } from '../../api/session-query.ts'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import type { AvailableAct, WorkspaceAct } from './available-acts.ts'

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
  useShortcuts(Object.fromEntries(acts.map(({ act, key }) => [key, () => !pending && onAct(act)])))
  const label = ({ act, label: plain }: AvailableAct) =>
    act === 'accept' ? words.accept : plain === 'Reject' ? words.reject : plain
  return (
    <div role="toolbar" aria-label="Acts" className="flex items-center gap-1.5 overflow-x-auto scroller-bare">
      {acts.map((one, index) => (
        <Button
          key={one.act}
          look={index === 0 ? 'solid' : 'outline'}
          disabled={pending}
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
