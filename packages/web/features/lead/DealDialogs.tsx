import type { OpportunityState } from '@baton/engine'
import type { PipelineStage } from '@baton/protocol'
import { useState } from 'react'
import type { Act } from '../../api/act.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { amountOf, isCurrency } from './amounts.ts'
import { DialogFooter } from './DialogFooter.tsx'
import type { DealDialog } from './OpportunitySection.tsx'

interface DealDialogProps {
  readonly opportunity: OpportunityState | null
  readonly stages: readonly PipelineStage[]
  readonly problem: string | null
  readonly pending: boolean
  readonly onAct: (act: Act) => void
  readonly onClose: () => void
}

/** Opens or changes a deal, says that a proposal was sent, wins it or loses it. */
export function DealDialogs({ kind, ...props }: DealDialogProps & { readonly kind: DealDialog }) {
  if (kind === 'edit') return <EditDialog {...props} />
  if (kind === 'lose') return <LoseDialog {...props} />
  return <AmountDialog kind={kind} {...props} />
}

const USUAL_CURRENCY = 'EUR'

function amountText(opportunity: OpportunityState | null): string {
  return String(opportunity?.amount ?? '')
}

/** What is said about the deal so far, and sending it. */
function useDeal(
  opportunity: OpportunityState | null,
  stages: readonly PipelineStage[],
  onAct: (act: Act) => void,
) {
  const [said, setSaid] = useState({
    amount: amountText(opportunity),
    currency: opportunity?.currency ?? USUAL_CURRENCY,
    stage: opportunity?.stage ?? stages[0]?.id ?? '',
    products: opportunity?.products ?? '',
    nextStep: opportunity?.nextStep ?? '',
    nextStepOn: opportunity?.nextStepOn ?? '',
    closesOn: opportunity?.closesOn ?? '',
  })
  const set = (key: keyof typeof said) => (value: string) =>
    setSaid((before) => ({ ...before, [key]: value }))
  const amount = amountOf(said.amount)
  const wrongAmount = amount === undefined
  const wrongCurrency = !isCurrency(said.currency)
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
  const send = () => {
    if (wrongAmount || wrongCurrency) return
    onAct({
      act: opportunity === null ? 'open-opportunity' : 'change-opportunity',
      amount,
      currency: said.currency,
      ...(said.stage !== '' && { stage: said.stage }),
      products: orNull(said.products),
      nextStep: orNull(said.nextStep),
      nextStepOn: orNull(said.nextStepOn),
      closesOn: orNull(said.closesOn),
    })
  }
  return { said, set, wrongAmount, wrongCurrency, send }
}

function EditDialog({ opportunity, stages, problem, pending, onAct, onClose }: DealDialogProps) {
  const { said, set, wrongAmount, wrongCurrency, send } = useDeal(opportunity, stages, onAct)
  return (
    <Dialog
      title={opportunity === null ? 'Open an opportunity' : 'Opportunity'}
      onClose={onClose}
      onSubmit={send}
      footer={
        <DialogFooter {...{ problem, pending, onClose }} label={opportunity === null ? 'Open' : 'Save'} />
      }
    >
      <div className="grid grid-cols-2 gap-x-3 gap-y-4 sm:grid-cols-[1fr_5.5rem_1fr]">
        <Field label="Amount" error={wrongAmount ? 'A number, or nothing' : undefined}>
          <TextInput
            inputMode="decimal"
            value={said.amount}
            onChange={(event) => set('amount')(event.target.value)}
          />
        </Field>
        <Field label="Currency" error={wrongCurrency ? 'Three letters' : undefined}>
          <TextInput
            maxLength={3}
            value={said.currency}
            onChange={(event) => set('currency')(event.target.value.toUpperCase())}
          />
        </Field>
        <Field label="Stage" className="max-sm:col-span-2">
          <Select
            value={said.stage}
            onChange={set('stage')}
            options={stages.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        <Field label="Next step" className="col-span-2">
          <TextInput
            maxLength={500}
            value={said.nextStep}
            onChange={(event) => set('nextStep')(event.target.value)}
          />
        </Field>
        <Field label="On">
          <TextInput
            type="date"
            value={said.nextStepOn}
            onChange={(event) => set('nextStepOn')(event.target.value)}
          />
        </Field>
        <Field label="Products" className="sm:col-span-2">
          <TextInput
            maxLength={500}
            value={said.products}
            onChange={(event) => set('products')(event.target.value)}
          />
        </Field>
        <Field label="Closes on">
          <TextInput
            type="date"
            value={said.closesOn}
            onChange={(event) => set('closesOn')(event.target.value)}
          />
        </Field>
      </div>
    </Dialog>
  )
}

function AmountDialog({
  kind,
  opportunity,
  problem,
  pending,
  onAct,
  onClose,
}: DealDialogProps & { readonly kind: 'win' | 'proposal' }) {
  const [amount, setAmount] = useState(amountText(opportunity))
  const [currency, setCurrency] = useState(opportunity?.currency ?? USUAL_CURRENCY)
  const [sent, setSent] = useState<'quote' | 'proposal'>('proposal')
  const value = amountOf(amount)
  const wrong = value === undefined || !isCurrency(currency)
  const send = () => {
    if (wrong) return
    const worth = value === null ? {} : { amount: value, currency }
    onAct(kind === 'win' ? { act: 'win', ...worth } : { act: 'send-proposal', kind: sent, ...worth })
  }
  return (
    <Dialog
      title={kind === 'win' ? 'Won' : 'A proposal was sent'}
      size="narrow"
      onClose={onClose}
      onSubmit={send}
      footer={
        <DialogFooter
          {...{ problem, pending, onClose }}
          label={kind === 'win' ? 'It is won' : 'Mark as sent'}
        />
      }
    >
      <div className="grid grid-cols-[1fr_5.5rem] gap-x-3 gap-y-4">
        {kind === 'proposal' && (
          <Field label="What was sent" className="col-span-2">
            <Select
              value={sent}
              onChange={setSent}
              options={[
                { value: 'proposal', label: 'A proposal' },
                { value: 'quote', label: 'A quote' },
              ]}
            />
          </Field>
        )}
        <Field label="Amount" error={value === undefined ? 'A number, or nothing' : undefined}>
          <TextInput inputMode="decimal" value={amount} onChange={(event) => setAmount(event.target.value)} />
        </Field>
        <Field label="Currency">
          <TextInput
            maxLength={3}
            value={currency}
            onChange={(event) => setCurrency(event.target.value.toUpperCase())}
          />
        </Field>
      </div>
    </Dialog>
  )
}

const LOST_TO: readonly string[] = ['Price', 'A competitor', 'No decision', 'Timing', 'Missing feature']

function LoseDialog({ problem, pending, onAct, onClose }: DealDialogProps) {
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const empty = reason.trim() === ''
  return (
    <Dialog
      title="Lost"
      note="The lead goes back to marketing and rests as the agreement says."
      size="narrow"
      onClose={onClose}
      onSubmit={() =>
        !empty &&
        onAct({ act: 'lose', reason: reason.trim(), ...(note.trim() !== '' && { note: note.trim() }) })
      }
      footer={<DialogFooter {...{ problem, onClose }} pending={pending || empty} label="It is lost" />}
    >
      <div className="space-y-4">
        <Field label="Why">
          <TextInput
            required
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <div className="-mt-2 flex flex-wrap gap-1.5">
          {LOST_TO.map((one) => (
            <Button key={one} aria-pressed={reason === one} onClick={() => setReason(one)}>
              {one}
            </Button>
          ))}
        </div>
        <Field label="Note">
          <TextArea
            rows={2}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
      </div>
    </Dialog>
  )
}
