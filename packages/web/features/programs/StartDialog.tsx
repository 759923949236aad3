import { sayCount } from '@baton/words'
import { useEntering } from '../../api/programs-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { ProgramEditing } from './use-program-editor.ts'

/** Says what starting would do, and asks once more. */
export function StartDialog({
  editing,
  onClose,
}: {
  readonly editing: ProgramEditing
  readonly onClose: () => void
}) {
  const { saved, text, pending, problem, start } = editing
  const check = useEntering(text)
  const entering = check.data?.entering
  const isNext = saved.version !== null
  return (
    <Dialog
      title={saved.version === null ? 'Start the program' : `Start version ${saved.version + 1}`}
      size="narrow"
      onClose={onClose}
      onSubmit={() => start(onClose)}
      footer={
        <>
          {problem !== null && (
            <p role="alert" className="mr-auto text-small text-accent-text">
              {problem}
            </p>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={pending || !entering}>
            Start
          </Button>
        </>
      }
    >
      {check.isError ? (
        <ReadFailed what="How many would enter" error={check.error} onRetry={() => void check.refetch()} />
      ) : check.data === undefined ? (
        <p aria-live="polite" className="text-body text-soft">
          Counting who would enter…
        </p>
      ) : entering ? (
        <div className="space-y-2 text-body text-soft">
          <p>
            <strong className="figures text-ink">{sayCount(entering.enter)}</strong> of{' '}
            {sayCount(entering.leads)} leads and visitors would enter now
            {entering.heldOut > 0 && `, ${sayCount(entering.heldOut)} of them held out and sent nothing`}.
          </p>
          <p>
            {isNext
              ? 'Whoever is inside goes on under it from the step where it stands.'
              : 'Others enter when they come to meet its condition.'}{' '}
            Caps and hours of mail hold all the same.
          </p>
        </div>
      ) : (
        <p className="text-body text-accent-text">
          It has problems, and cannot be started before they are mended.
        </p>
      )}
    </Dialog>
  )
}
