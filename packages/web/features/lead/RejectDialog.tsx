import { effortLeft, ifRejected, type CompiledAgreement, type Value } from '@baton/engine'
import type { History, LeadDetail } from '@baton/protocol'
import { sayEffortLeft, sayRejection, sayStage } from '@baton/words'
import { useMemo, useState, type KeyboardEvent } from 'react'
import { useAct } from '../../api/act.ts'
import { useAgreementModel } from '../../api/agreement-query.ts'
import { useLead, useLeadHistory } from '../../api/lead-query.ts'
import { useNow } from '../../app/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'
import { useNamesOfStages, useWords } from '../leads/index.ts'
import { ContestParts, ReasonChoice } from './RejectParts.tsx'
import {
  asValueLike,
  contestableClauses,
  contestableFacts,
  fittingReason,
  rejectionReasons,
  type Contested,
} from './contest-choices.ts'
import { judgeAt } from './judgement.ts'

interface RejectDialogProps {
  readonly leadId: string
  readonly onClose: () => void
  readonly onDone?: () => void
}

/** Says no to a lead, what is contested by it, and shows beforehand what will become of the lead. */
export function RejectDialog({ leadId, onClose, onDone }: RejectDialogProps) {
  const lead = useLead(leadId)
  const history = useLeadHistory(leadId)
  const model = useAgreementModel()
  const compiled = model.data?.compiled
  if (lead.data === undefined || history.data === undefined || compiled === undefined || compiled === null) {
    const failed = lead.isError || history.isError || model.isError
    return (
      <Dialog title="Reject" onClose={onClose}>
        {failed ? (
          <p>The lead could not be read. Close this and try again.</p>
        ) : (
          <Skeleton className="h-40 w-full" />
        )}
      </Dialog>
    )
  }
  return <RejectForm detail={lead.data} history={history.data} {...{ compiled, leadId, onClose, onDone }} />
}

const KINDS: readonly { readonly kind: Contested; readonly label: string; readonly about: string }[] = [
  { kind: 'clause', label: 'A clause', about: 'It counted, and should not have' },
  { kind: 'fact', label: 'A fact', about: 'It is wrong, and I know what is right' },
  { kind: 'timing', label: 'The timing', about: 'A good one, but not now' },
  { kind: 'effort', label: 'Unreachable', about: 'All the effort that is owed was made' },
]

function useContest(detail: LeadDetail, history: History, compiled: CompiledAgreement) {
  const now = Math.max(useNow(), history.events.at(-1)?.occurredAt ?? 0)
  return useMemo(() => {
    const judgement = judgeAt(compiled, history.events, now)
    const { verdict, state, decisions, pours } = judgement
    const promotion = decisions.findLast(
      ({ kind, to, cycle }) => kind === 'stage' && to === 'mql' && cycle === verdict.cycle,
    )
    const then = promotion === undefined ? judgement : judgeAt(compiled, history.events, promotion.at)
    const reason = then.verdict.tiers.find(({ tier }) => tier === promotion?.tier)?.reason ?? null
    const poured = pours.filter((pour) => pour.added > 0).map((pour) => pour.clause)
    const { complete, handoff } = compiled.agreement
    const asked = [
      ...compiled.judgedFields,
      ...complete,
      ...handoff.route.flatMap(({ where }) => where.map(({ field }) => field)),
    ]
    return {
      now,
      state,
      verdict,
      clauses: contestableClauses(
        compiled.agreement,
        { tier: promotion?.tier ?? null, reason },
        then.verdict,
        poured,
      ),
      facts: contestableFacts(asked, state),
      owed: sayEffortLeft(effortLeft(compiled, verdict.handoff)),
      who: detail.lead.name ?? detail.lead.email ?? 'the lead',
    }
  }, [compiled, history, detail, now])
}

/** What is chosen so far, what it would do, and sending it. */
function useRejection({
  detail,
  history,
  compiled,
  leadId,
  onClose,
  onDone,
}: RejectDialogProps & {
  readonly detail: LeadDetail
  readonly history: History
  readonly compiled: CompiledAgreement
}) {
  const { now, state, verdict, clauses, facts, owed, who } = useContest(detail, history, compiled)
  const { recycle } = compiled.agreement
  const names = useNamesOfStages()
  const { act, pending, problem } = useAct(leadId)
  const [kind, setKind] = useState<Contested>('clause')
  const [clause, setClause] = useState(clauses[0]?.clause ?? '')
  const [field, setField] = useState(facts[0]?.field ?? '')
  const [right, setRight] = useState('')
  const [reason, setReason] = useState(() => fittingReason(recycle, 'clause'))
  const [note, setNote] = useState('')
  const isReturn = verdict.stage !== 'mql'
  const pick = (next: Contested) => {
    if (next === 'effort' && owed !== null) return
    setKind(next)
    setReason(fittingReason(recycle, next))
  }
  const present: Value | null = facts.find((fact) => fact.field === field)?.value ?? null
  const incomplete = (kind === 'fact' && right.trim() === '') || (kind === 'clause' && clause === '')
  const what = ifRejected(compiled, state, reason, now)
  // Effort is owed before a lead may be called unreachable, and before nothing else.
  const effortMade = what.effortMade || reason !== 'unreachable'
  const consequence = sayRejection({ ...what, effortMade }, verdict.stage, {
    who,
    recycled: sayStage('recycled', names),
    disqualified: sayStage('disqualified', names),
  })
  const send = async () => {
    if (incomplete || pending) return
    const acted = await act(
      {
        act: isReturn ? 'return' : 'reject',
        reason,
        ...(kind === 'clause' && { clause }),
        ...(kind === 'fact' && { field, value: asValueLike(present, right) }),
        ...(note.trim() !== '' && { note: note.trim() }),
      },
      { quiet: true, cycle: detail.lead.cycle },
    )
    if (acted === null) return
    toast(consequence)
    onClose()
    onDone?.()
  }
  return {
    clauses,
    facts,
    owed,
    who,
    kind,
    clause,
    field,
    right,
    reason,
    note,
    isReturn,
    incomplete,
    consequence,
    pending,
    problem,
    pick,
    send,
    setClause,
    setField,
    setRight,
    setReason,
    setNote,
    reasons: rejectionReasons(recycle),
  }
}

function RejectForm(
  props: RejectDialogProps & {
    readonly detail: LeadDetail
    readonly history: History
    readonly compiled: CompiledAgreement
  },
) {
  const words = useWords()
  const given = useRejection(props)
  const { kind, who, isReturn, pending, problem, incomplete, pick, send } = given
  const onKeyDown = (event: KeyboardEvent) => {
    const typing =
      event.target instanceof HTMLElement &&
      event.target.closest('input[type=text], textarea, select') !== null
    const chosen = KINDS[Number(event.key) - 1]
    if (typing || chosen === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    pick(chosen.kind)
    focusFirst(chosen.kind)
  }
  return (
    <Dialog
      title={`${isReturn ? 'Return' : words.reject} ${who}`}
      onClose={props.onClose}
      onSubmit={() => void send()}
      footer={
        <>
          {problem !== null && (
            <p role="alert" className="mr-auto text-small text-accent-text">
              {problem}
            </p>
          )}
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={pending || incomplete}>
            {isReturn ? 'Return' : words.reject} <Kbd>↵</Kbd>
          </Button>
        </>
      }
    >
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the dialog as a whole; all is reached without them */}
      <div onKeyDown={onKeyDown} className="space-y-5">
        <KindChoice kind={kind} owed={given.owed} onPick={pick} />
        <ContestParts
          {...given}
          onClause={given.setClause}
          onField={given.setField}
          onRight={given.setRight}
        />
        <ReasonChoice
          reasons={given.reasons}
          value={given.reason}
          onChange={given.setReason}
          next={
            <span aria-live="polite" className="mt-2 block border-l-2 border-accent pl-3 text-body text-soft">
              <span className="font-medium text-ink">What happens next. </span>
              {given.consequence}
            </span>
          }
        />
        <Field label="Note to marketing">
          <TextInput
            maxLength={2000}
            value={given.note}
            onChange={(event) => given.setNote(event.target.value)}
          />
        </Field>
      </div>
    </Dialog>
  )
}

/** What is chosen next has the focus: a clause, what would be right, or the kind itself. */
function focusFirst(kind: Contested) {
  const wanted = { clause: 'input[name=clause]:checked', fact: 'input[name=right]', timing: '', effort: '' }[
    kind
  ]
  requestAnimationFrame(() => {
    const dialog = document.querySelector('[role=dialog]')
    const part = wanted === '' ? null : dialog?.querySelector<HTMLElement>(wanted)
    ;(part ?? dialog?.querySelector<HTMLElement>('input[name=contested]:checked'))?.focus()
  })
}

function KindChoice({
  kind,
  owed,
  onPick,
}: {
  readonly kind: Contested
  readonly owed: string | null
  readonly onPick: (kind: Contested) => void
}) {
  return (
    <fieldset>
      <legend className="mb-1 text-small font-medium text-soft">What is contested</legend>
      <div className="grid grid-cols-1 gap-px overflow-hidden rounded-md border border-line-strong bg-line sm:grid-cols-2">
        {KINDS.map(({ kind: one, label, about }, index) => {
          const shut = one === 'effort' && owed !== null
          return (
            <label
              key={one}
              className={`relative flex min-h-13 items-start gap-2.5 px-3 py-2 has-focus-visible:z-10 has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent ${kind === one ? 'bg-accent-wash' : 'bg-raised'} ${shut ? '' : 'cursor-pointer hover:bg-hover'}`}
            >
              <input
                type="radio"
                name="contested"
                checked={kind === one}
                disabled={shut}
                onChange={() => onPick(one)}
                className="sr-only"
                // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog opens on its first question
                autoFocus={one === kind}
              />
              <Kbd>{String(index + 1)}</Kbd>
              <span className="min-w-0">
                <span className={`block font-medium ${shut ? 'text-faint' : ''}`}>{label}</span>
                <span className="block text-small text-faint">{shut ? `Not yet: ${owed}` : about}</span>
              </span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}
