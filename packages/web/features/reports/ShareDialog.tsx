import { sayDate } from '@baton/words'
import { useState } from 'react'
import type { ReportName, ReportSearch } from '../../api/reports-query.ts'
import { useReportShares, useSendReports } from '../../api/report-sending-query.ts'
import { RequestFailed } from '../../api/request.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyCode } from '../../ui/CopyCode.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

const DAYS = [7, 30, 90, 365] as const

/** A link that shows the report's numbers to whoever has it, and those that are out there. */
export function ShareDialog({
  report,
  title: given,
  search,
  onClose,
}: {
  readonly report: ReportName
  readonly title: string
  readonly search: ReportSearch
  readonly onClose: () => void
}) {
  const { share } = useSendReports()
  const [title, setTitle] = useState(given)
  const [days, setDays] = useState('30')
  const [url, setUrl] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const make = async () => {
    try {
      setUrl((await share({ report, title, query: { ...search }, days: Number(days) })).url)
      setProblem(null)
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.detail : String(error))
    }
  }
  return (
    <Dialog
      title="Share this report"
      note="Whoever has the link sees the numbers as they are when it is opened, without signing in and without the leads behind them."
      onClose={onClose}
      onSubmit={() => void make()}
      footer={
        <Button type="submit" look="solid" disabled={title.trim() === ''}>
          Make a link
        </Button>
      }
    >
      <div className="grid gap-4 sm:grid-cols-[1fr_9rem]">
        <Field label="Title" error={problem}>
          <TextInput value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
        </Field>
        <Field label="It works for">
          <Select
            value={days}
            options={DAYS.map((count) => ({
              value: String(count),
              label: count === 365 ? 'a year' : `${count} days`,
            }))}
            onChange={setDays}
          />
        </Field>
      </div>
      {url !== null && (
        <div className="mt-4">
          <CopyCode label="The link" code={url} />
        </div>
      )}
      <Standing />
    </Dialog>
  )
}

function Standing() {
  const shares = useReportShares().data?.data ?? []
  const { revoke } = useSendReports()
  if (shares.length === 0) return null
  return (
    <section className="mt-6">
      <h3 className="mb-1 text-small font-medium text-soft">Links that work now</h3>
      <ul className="divide-y divide-line">
        {shares.map(({ id, title, expiresAt, by }) => (
          <li key={id} className="flex items-center gap-3 py-1.5">
            <span className="min-w-0 flex-1">
              <span className="block truncate">{title}</span>
              <span className="block text-small text-faint">
                until {sayDate(Date.parse(expiresAt))}
                {by !== null && `, by ${by}`}
              </span>
            </span>
            <Button aria-label={`Take back: ${title}`} onClick={() => void revoke(id)}>
              Take back
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
