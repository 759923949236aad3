import { useQueryClient } from '@tanstack/react-query'
import { Download, Link2, Mail, Printer, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { request } from '../../api/request.ts'
import { useReport, type ReportSearch } from '../../api/reports-query.ts'
import { useMay } from '../../api/may.ts'
import { Button } from '../../ui/Button.tsx'
import { AsOf } from './AsOf.tsx'
import type { ReportScreen } from './report-screens.ts'
import { ScheduleDialog } from './ScheduleDialog.tsx'
import { ShareDialog } from './ShareDialog.tsx'

/** What the report is called, what it answers, as of when; and taking it along. */
export function ReportHeader({
  screen,
  search,
  onAsk,
}: {
  readonly screen: ReportScreen
  readonly search: ReportSearch
  readonly onAsk: (next: Readonly<Record<string, string | undefined>>) => void
}) {
  const { data } = useReport(screen.reads[0]!, search)
  return (
    <header className="px-4 pt-3 pb-1 md:px-6 md:pt-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <h1 className="text-title font-semibold tracking-[-0.02em]">{screen.title}</h1>
          <p className="max-w-prose text-body text-soft">{screen.question}</p>
        </div>
        <div className="-ml-2.5 flex flex-wrap items-center print:hidden">
          <Refresh screen={screen} search={search} />
          <TakeAlong screen={screen} search={search} />
        </div>
      </div>
      {data && <AsOf answer={data} onAsk={onAsk} />}
    </header>
  )
}

/** Reports answer from what was read a moment ago; this reads everything anew first. */
function Refresh({ screen, search }: { readonly screen: ReportScreen; readonly search: ReportSearch }) {
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const refresh = async () => {
    setBusy(true)
    try {
      await request('report', { params: { report: screen.reads[0]! }, query: { ...search, fresh: 'true' } })
      await queries.invalidateQueries({ queryKey: ['report'] })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button look="plain" disabled={isBusy} onClick={() => void refresh()}>
      <RefreshCw size={14} aria-hidden="true" className={isBusy ? 'animate-spin' : ''} />
      Up to now
    </Button>
  )
}

/** As a file, on paper, by a link, by mail. */
function TakeAlong({ screen, search }: { readonly screen: ReportScreen; readonly search: ReportSearch }) {
  const [open, setOpen] = useState<'share' | 'schedule' | null>(null)
  const [mayShare, maySchedule] = [useMay('shareReport'), useMay('scheduleReport')]
  const report = screen.reads[0]!
  const given = { report, title: screen.title, search, onClose: () => setOpen(null) }
  const query = new URLSearchParams({ ...search, title: screen.title }).toString()
  return (
    <>
      <a
        href={`/api/reports/${report}/file.csv?${query}`}
        download
        className="inline-flex h-7 items-center gap-1.5 rounded-md px-2.5 text-body font-medium text-soft hover:bg-hover hover:text-ink"
      >
        <Download size={14} aria-hidden="true" />
        CSV
      </a>
      <Button look="plain" onClick={() => print()}>
        <Printer size={14} aria-hidden="true" />
        Print
      </Button>
      {mayShare && (
        <Button look="plain" onClick={() => setOpen('share')}>
          <Link2 size={14} aria-hidden="true" />
          Share
        </Button>
      )}
      {maySchedule && (
        <Button look="plain" onClick={() => setOpen('schedule')}>
          <Mail size={14} aria-hidden="true" />
          By mail
        </Button>
      )}
      {open === 'share' && <ShareDialog {...given} />}
      {open === 'schedule' && <ScheduleDialog {...given} />}
    </>
  )
}
