import type { Import } from '@baton/protocol'
import { sayCounted } from '@baton/words'
import { useRunImports } from '../../api/imports-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useWords } from '../leads/index.ts'
import { asSentence } from './import-words.ts'

/** Asks before a whole import is taken back, and says what that does. */
export function UndoDialog({ one, onClose }: { readonly one: Import; readonly onClose: () => void }) {
  const { undo } = useRunImports()
  const { leads } = useWords()
  const { pending, problem, send } = useSending()
  const confirm = () =>
    void send(async () => {
      await undo(one.id)
      onClose()
    })
  return (
    <Dialog
      title="Take the import back?"
      note={one.file}
      onClose={onClose}
      onSubmit={confirm}
      footer={
        <>
          {problem !== null && (
            <p role="alert" className="mr-auto text-small text-accent-text">
              {problem}
            </p>
          )}
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" look="solid" disabled={pending}>
            Take it back
          </Button>
        </>
      }
    >
      <ul className="list-disc space-y-1.5 pl-4 text-body text-soft marker:text-faint">
        <li>
          Everything that it brought, {sayCounted(one.stored, 'event')}, counts for nothing from now on, and
          whoever was judged by it is judged anew.
        </li>
        <li>{asSentence(leads)} who have nothing else vanish from all lists.</li>
        <li>What was decided meanwhile stays in the ledger.</li>
        <li>The same file can be imported again.</li>
      </ul>
    </Dialog>
  )
}
