import { sayMoment } from '@baton/words'
import { useState } from 'react'
import { usePeople } from '../../api/people-query.ts'
import { type ReportName, type ReportSearch, useReportChoices } from '../../api/reports-query.ts'
import { useReportSchedules, useSendReports } from '../../api/report-sending-query.ts'
import { RequestFailed } from '../../api/request.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

type Every = 'day' | 'week' | 'month'

const EVERY: readonly { readonly value: Every; readonly label: string }[] = [
  { value: 'day', label: 'Every day' },
  { value: 'week', label: 'Every Monday' },
  { value: 'month', label: 'Every first of a month' },
]
const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}))

/** The report by mail, again and again, and what is sent already. */
export function ScheduleDialog({
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
  const { schedule } = useSendReports()
  const zone = useReportChoices().data?.zone ?? 'UTC'
  const hasMail = useReportSchedules().data?.mail ?? true
  const [title, setTitle] = useState(given)
  const [every, setEvery] = useState<Every>('week')
  const [hour, setHour] = useState('8')
  const [recipients, setRecipients] = useState<readonly string[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const add = async () => {
    try {
      await schedule({
        report,
        title,
        query: { ...search },
        recipients: [...recipients],
        every,
        hour: Number(hour),
        zone,
      })
      setProblem(null)
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.detail : String(error))
    }
  }
  return (
    <Dialog
      title="Send this report by mail"
      note="Each mail is about as many days as the report on the screen, up to the day before it is sent."
      onClose={onClose}
      onSubmit={() => void add()}
      footer={
        <Button type="submit" look="solid" disabled={title.trim() === '' || recipients.length === 0}>
          Send it from now on
        </Button>
      }
    >
      {!hasMail && (
        <p className="mb-3 rounded-md bg-warn-wash px-3 py-2 text-body text-warn-text">
          No mail server is set up, so nothing leaves until there is one.
        </p>
      )}
      <div className="grid gap-4 sm:grid-cols-[1fr_11rem_6rem]">
        <Field label="Subject" error={problem}>
          <TextInput value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
        </Field>
        <Field label="How often">
          <Select value={every} options={EVERY} onChange={setEvery} />
        </Field>
        <Field label="At" hint={zone}>
          <Select value={hour} options={HOURS} onChange={setHour} />
        </Field>
      </div>
      <Recipients chosen={recipients} onChange={setRecipients} />
      <Standing />
    </Dialog>
  )
}

function Recipients({
  chosen,
  onChange,
}: {
  readonly chosen: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
}) {
  const people = usePeople().data?.data ?? []
  return (
    <fieldset className="mt-4">
      <legend className="mb-1 text-small font-medium text-soft">To whom</legend>
      <div className="grid gap-x-6 sm:grid-cols-2">
        {people
          .filter(({ active, role }) => active && role !== 'rep')
          .map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={chosen.includes(id)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
              }
            />
          ))}
      </div>
    </fieldset>
  )
}

function Standing() {
  const schedules = useReportSchedules().data?.data ?? []
  const { endSchedule } = useSendReports()
  if (schedules.length === 0) return null
  return (
    <section className="mt-6">
      <h3 className="mb-1 text-small font-medium text-soft">Sent already</h3>
      <ul className="divide-y divide-line">
        {schedules.map(({ id, title, recipients, nextAt }) => (
          <li key={id} className="flex items-center gap-3 py-1.5">
            <span className="min-w-0 flex-1">
              <span className="block truncate">{title}</span>
              <span className="block truncate text-small text-faint">
                next {sayMoment(Date.parse(nextAt))}, to{' '}
                {recipients.map(({ name }) => name).join(', ') || 'nobody who may read it'}
              </span>
            </span>
            <Button aria-label={`Send no more: ${title}`} onClick={() => void endSchedule(id)}>
              Send no more
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
