import type { SpendEntry } from '@baton/protocol'
import { sayAgo, sayCount, sayCounted, sayExactMoney, sayList, sayMoney } from '@baton/words'
import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useSpend, useWriteMoney } from '../../api/spend-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useNow } from '../../app/use-now.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'
import { foundSpend, saySpendDays } from './spend-draft.ts'
import type { SpendView } from './spend-draft.ts'

const SHOWN = 60

/** Rows of spend, the latest days first. */
export function SpendRows({
  onChange,
  onView,
}: {
  /** Undefined: the reader may not write. */
  readonly onChange: ((entry: SpendEntry) => void) | undefined
  readonly onView: (view: SpendView) => void
}) {
  const spend = useSpend()
  const [words, setWords] = useState('')
  const [shown, setShown] = useState(SHOWN)
  if (spend.isError)
    return <ReadFailed what="What was spent" error={spend.error} onRetry={() => void spend.refetch()} />
  if (spend.data === undefined) return <Skeleton className="h-40 w-full" />
  const { data, total, sums } = spend.data
  if (total === 0) return <NoRows mayWrite={onChange !== undefined} onView={onView} />
  const found = foundSpend(data, words)
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="text-body text-soft">
          {sayCounted(total, 'row')},{' '}
          {sayList(
            sums.map(({ currency, amount }) => sayMoney(amount, currency)),
            'and',
          )}{' '}
          in all.
          {total > data.length && ` The latest ${sayCount(data.length)} are listed.`}
        </p>
        <TextInput
          type="search"
          aria-label="Find rows"
          placeholder="Source, campaign, month"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className="ml-auto max-w-56"
        />
      </div>
      {found.length === 0 && <p className="py-4 text-body text-faint">No row has these words.</p>}
      <ul className="divide-y divide-line border-y border-line">
        {found.slice(0, shown).map((entry) => (
          <SpendRow key={entry.id} entry={entry} onChange={onChange} />
        ))}
      </ul>
      {found.length > shown && (
        <Button className="mt-3" onClick={() => setShown(shown + 4 * SHOWN)}>
          Show more of {sayCount(found.length)}
        </Button>
      )}
    </>
  )
}

function NoRows({
  mayWrite,
  onView,
}: {
  readonly mayWrite: boolean
  readonly onView: (view: SpendView) => void
}) {
  return (
    <div className="max-w-prose py-2 text-body text-soft">
      <p>
        Nothing is entered yet. A row names a source, a campaign where there is one, its first and last day,
        an amount and a currency.
      </p>
      {mayWrite && (
        <p className="mt-3 flex gap-2">
          <Button look="solid" onClick={() => onView('new')}>
            Enter spend
          </Button>
          <Button onClick={() => onView('file')}>Take a CSV file</Button>
        </p>
      )}
    </div>
  )
}

function SpendRow({
  entry,
  onChange,
}: {
  readonly entry: SpendEntry
  readonly onChange: ((entry: SpendEntry) => void) | undefined
}) {
  const now = useNow()
  const [isRemoving, setRemoving] = useState(false)
  const { source, campaign, from, to, amount, currency, note, by, at, imported } = entry
  const name = campaign === '' ? source : `${source}: ${campaign}`
  return (
    <li className="py-2">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 sm:grid-cols-[minmax(0,1fr)_11rem_7rem_auto]">
        <div className="min-w-0">
          <p className="text-body break-words">
            {source}
            {campaign !== '' && <span className="text-soft">: {campaign}</span>}
          </p>
          <p className="text-small text-faint">
            {note !== '' && <span className="break-words">{note}. </span>}
            {sayWho(by, imported)} {sayAgo(Date.parse(at), now)}
          </p>
        </div>
        <p className="figures order-3 text-body text-soft sm:order-none">{saySpendDays(from, to)}</p>
        <p className="figures text-right text-body font-medium">{sayExactMoney(amount, currency)}</p>
        {onChange !== undefined && (
          <span className="order-4 flex justify-end sm:order-none">
            <IconButton label={`Change ${name}, ${saySpendDays(from, to)}`} onClick={() => onChange(entry)}>
              <Pencil size={13} aria-hidden="true" />
            </IconButton>
            <IconButton label={`Remove ${name}, ${saySpendDays(from, to)}`} onClick={() => setRemoving(true)}>
              <Trash2 size={13} aria-hidden="true" />
            </IconButton>
          </span>
        )}
      </div>
      {isRemoving && <Removal entry={entry} onClose={() => setRemoving(false)} />}
    </li>
  )
}

/** `Mia entered it`, `Mia, from a file,`; of nobody who is known only how. */
function sayWho(by: string | null, imported: boolean): string {
  if (by === null) return imported ? 'From a file,' : 'Entered'
  return imported ? `${by}, from a file,` : `${by} entered it`
}

/** Asks before a row is gone. */
function Removal({ entry, onClose }: { readonly entry: SpendEntry; readonly onClose: () => void }) {
  const { remove } = useWriteMoney()
  const { pending, problem, send } = useSending()
  const { source, campaign, from, to, amount, currency } = entry
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2 rounded-md bg-sunk px-3 py-2">
      <p className="mr-auto text-body">
        Remove {sayExactMoney(amount, currency)} for {campaign === '' ? source : campaign},{' '}
        {saySpendDays(from, to)}? Costs of these days change for everybody.
        {problem !== null && (
          <span role="alert" className="block text-small text-accent-text">
            {problem}
          </span>
        )}
      </p>
      <Button onClick={onClose}>Keep it</Button>
      <Button
        look="solid"
        disabled={pending}
        onClick={() =>
          void send(async () => {
            await remove(entry.id)
            toast('Removed.')
          })
        }
      >
        Remove
      </Button>
    </div>
  )
}

function IconButton({
  label,
  onClick,
  children,
}: {
  readonly label: string
  readonly onClick: () => void
  readonly children: React.ReactNode
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="inline-flex size-7 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink"
    >
      {children}
    </button>
  )
}
