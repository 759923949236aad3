import type { Calibration, CalibrationResult } from '@baton/protocol'
import { sayClauseName, sayDate, sayList } from '@baton/words'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAgreementModel } from '../../api/agreement-query.ts'
import { useBeginDraft } from '../../api/drafts-query.ts'
import { useMay } from '../../api/may.ts'
import { sayProblem } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Definition } from '../../ui/Definition.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/toast.ts'
import { pathOfClause } from '../studio/index.ts'
import type { EditedDocument } from './edited-document.ts'

type Edit = NonNullable<CalibrationResult['edit']>

/** The smallest edit of the agreement that would settle most, and the way from here to a draft of it. */
export function SettlingEdit({
  round,
  result,
}: {
  readonly round: Calibration
  readonly result: CalibrationResult
}) {
  const { edit, disputed } = result
  if (edit === null)
    return (
      <Section title="What would settle it">
        <p className="max-w-prose text-soft">
          {disputed.length === 0
            ? 'Nothing is disputed, and no single edit would bring the agreement closer to what you both say.'
            : 'No single edit of a threshold, of points or of grades would bring the agreement closer to what you said. What parts you is not a number in it.'}
        </p>
      </Section>
    )
  return <Settling round={round} edit={edit} />
}

function Settling({ round, edit }: { readonly round: Calibration; readonly edit: Edit }) {
  const edited = useEdited(round, edit)
  const { of, before, after } = edit.resolves
  return (
    <Section title="What would settle most of it">
      <div className="rounded-lg border border-line bg-raised px-4 py-3.5">
        {edited.isPending ? (
          <Skeleton className="h-5 w-80 max-w-full" />
        ) : (
          <p className="text-lead font-medium">{edited.data?.sentences.join(' ') ?? sayPlainly(edit)}</p>
        )}
        <p className="figures mt-1 max-w-prose text-soft">
          It settles {after - before} of {of} leads more: the agreement judges {after}{' '}
          <Definition term="as it ought to">
            As both sides say; where they differ, as what became of the lead tells; where nobody knows that,
            as sales says, who would have to work it.
          </Definition>
          , and {before} as it is.
        </p>
        <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
          {edited.data && <DraftButton round={round} edited={edited.data} />}
          <p className="min-w-0 text-small text-faint">
            The best of all single edits on these leads alone. The studio tries it on everybody.
          </p>
        </div>
        {edited.isError && (
          <p role="alert" className="mt-2 text-small text-accent-text">
            The agreement could not be edited: {sayProblem(edited.error)}
          </p>
        )}
      </div>
    </Section>
  )
}

/** The engine's editing comes with the first edit that is shown. */
function useEdited(round: Calibration, edit: Edit) {
  const { data: model } = useAgreementModel(round.agreementVersion)
  return useQuery({
    queryKey: ['calibration-edit', round.id, edit],
    enabled: model !== undefined,
    queryFn: async (): Promise<EditedDocument | null> => {
      const { stored, agreement, compiled } = model!
      if (agreement === null || compiled === null) return null
      const { editedDocument } = await import('./edited-document.ts')
      const given = { document: stored.document, agreement, catalogue: compiled.catalogue }
      return editedDocument(edit, given, pathOfClause(agreement, edit.clause))
    },
  })
}

/** Where the document cannot be edited as text. */
function sayPlainly({ clause, from, to }: Edit): string {
  const said = (value: Edit['from']) => (typeof value === 'number' ? String(value) : sayList(value))
  return `${sayClauseName(clause)}: ${said(to)} instead of ${said(from)}.`
}

function DraftButton({ round, edited }: { readonly round: Calibration; readonly edited: EditedDocument }) {
  const begin = useBeginDraft()
  const navigate = useNavigate()
  const may = useMay('addDraft')
  const [pending, setPending] = useState(false)
  if (!may) return null
  const make = async () => {
    setPending(true)
    try {
      const draft = await begin({
        title: `What the calibration of ${sayDate(Date.parse(round.begunAt))} would settle`,
        basedOn: round.agreementVersion,
        document: edited.document,
      })
      await navigate({ to: '/studio/$id', params: { id: draft.id } })
    } catch (error) {
      toast(sayProblem(error), { tone: 'problem' })
      setPending(false)
    }
  }
  return (
    <Button look="solid" disabled={pending} onClick={() => void make()}>
      Make it a draft
    </Button>
  )
}
