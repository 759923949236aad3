import type { Import } from '@baton/protocol'
import { Download, Square, Undo2 } from 'lucide-react'
import { isUnderWay, useRunImports } from '../../api/imports-query.ts'
import { useMay } from '../../api/may.ts'
import { paths } from '../../api/paths.ts'
import { fillPath } from '../../api/request.ts'
import { useMe } from '../../api/session-query.ts'
import { sayProblem, useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { toast } from '../../ui/toast.ts'

/** What can be done with an import as it stands. */
export function ImportActs({
  one,
  className = '',
  onUndo,
}: {
  readonly one: Import
  readonly className?: string
  readonly onUndo: () => void
}) {
  const mayAct = useMay('undoImport')
  const mayReadRefused = useMayReadRefused(one)
  const { stop } = useRunImports()
  const { pending, send } = useSending()
  const stopIt = () =>
    void send(() =>
      stop(one.id).catch((error: unknown) => void toast(sayProblem(error), { tone: 'problem' })),
    )
  return (
    <div className={`flex flex-wrap items-center gap-1 ${className}`}>
      {mayReadRefused && (
        <a
          href={fillPath(paths.importErrors.split(' ')[1]!, { id: one.id })}
          download
          className="inline-flex h-7 items-center gap-1.5 rounded-md px-2 text-body font-medium whitespace-nowrap text-soft hover:bg-hover hover:text-ink"
        >
          <Download size={13} aria-hidden="true" />
          Refused rows<span className="sr-only"> of {one.file}</span>
        </a>
      )}
      {mayAct && one.state === 'running' && (
        <Button disabled={pending} onClick={stopIt}>
          <Square size={11} aria-hidden="true" />
          Stop<span className="sr-only"> importing {one.file}</span>
        </Button>
      )}
      {mayAct && !isUnderWay(one) && one.state !== 'undone' && (
        <Button look="plain" onClick={onUndo}>
          <Undo2 size={13} aria-hidden="true" />
          Undo<span className="sr-only"> the import of {one.file}</span>
        </Button>
      )}
    </div>
  )
}

/** Rows of other people's lists are for whoever brought them, and for administrators. */
function useMayReadRefused({ hasErrors, state, by }: Import): boolean {
  const me = useMe()?.person
  return hasErrors && state !== 'running' && (me?.role === 'admin' || me?.name === by)
}
