import type { AgreementDraft, AgreementVersion } from '@baton/protocol'
import { sayAgo, sayCounted, sayDate } from '@baton/words'
import { Link, useNavigate } from '@tanstack/react-router'
import { MessageSquare } from 'lucide-react'
import { useState } from 'react'
import { useAgreementVersions } from '../../api/agreement-query.ts'
import { useBeginDraft, useDrafts } from '../../api/drafts-query.ts'
import { useMe } from '../../api/session-query.ts'
import { RequestFailed } from '../../api/request.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useNow } from '../../app/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/toast.ts'
import { VersionTable } from '../agreement/index.ts'
import { CalibrationSection } from '../calibration/index.ts'

/** Where the agreement is worked on: drafts, what waits for signatures, and every version with what it did. */
export function StudioHome() {
  const drafts = useDrafts()
  const versions = useAgreementVersions()
  useDocumentTitle('Studio')
  if (drafts.isError)
    return <ReadFailed what="The drafts" error={drafts.error} onRetry={() => void drafts.refetch()} />
  const writing = drafts.data?.filter(({ proposedAs }) => proposedAs === null)
  const waiting = versions.data?.data.filter(
    ({ inForceFrom, overtaken }) => inForceFrom === null && !overtaken,
  )
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader title="Studio" note="Try a change of the agreement on everything that ever happened.">
        <BeginButton />
      </ScreenHeader>
      <div className="scroller min-h-0 flex-1 overflow-y-auto px-4 pb-16 md:px-6">
        {waiting !== undefined && waiting.length > 0 && <Waiting versions={waiting} />}
        <Section title="Drafts" note="Yours, and those that others share">
          {writing === undefined ? (
            <Skeleton className="h-20 w-full" />
          ) : writing.length === 0 ? (
            <p className="max-w-prose text-soft">
              Nobody works on a change. Begin one: it is a copy of the agreement in force, and nothing you do
              to it touches a lead before both sides have signed it.
            </p>
          ) : (
            <ul className="divide-y divide-line border-t border-line">
              {writing.map((draft) => (
                <DraftRow key={draft.id} draft={draft} />
              ))}
            </ul>
          )}
        </Section>
        <CalibrationSection />
        <Section title="Versions" note="None is ever changed. Going back is one proposal like any other.">
          {versions.data === undefined ? (
            <Skeleton className="h-24 w-full" />
          ) : (
            <VersionTable versions={versions.data.data} />
          )}
        </Section>
      </div>
    </div>
  )
}

function BeginButton() {
  const begin = useBeginDraft()
  const navigate = useNavigate()
  const me = useMe()
  const [pending, setPending] = useState(false)
  const start = async () => {
    setPending(true)
    try {
      const day = new Date().toISOString().slice(0, 10)
      const draft = await begin({
        title: `${me?.person.name.split(' ')[0] ?? 'A'}’s change of ${sayDate(Date.parse(day))}`,
      })
      await navigate({ to: '/studio/$id', params: { id: draft.id } })
    } catch (error) {
      toast(error instanceof RequestFailed ? error.detail : String(error), { tone: 'problem' })
      setPending(false)
    }
  }
  return (
    <Button look="solid" disabled={pending} onClick={() => void start()}>
      Try a change
    </Button>
  )
}

function DraftRow({ draft }: { readonly draft: Omit<AgreementDraft, 'document'> }) {
  const now = useNow()
  return (
    <li className="relative flex items-baseline gap-4 py-2 hover:bg-hover">
      <Link
        to="/studio/$id"
        params={{ id: draft.id }}
        className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0"
      >
        {draft.title}
      </Link>
      {draft.openComments > 0 && (
        <span className="flex items-center gap-1 text-small text-warn-text">
          <MessageSquare size={12} aria-hidden="true" />
          {sayCounted(draft.openComments, 'open comment')}
        </span>
      )}
      <span className="shrink-0 text-small text-faint max-sm:hidden">
        {draft.shared ? `shared by ${draft.owner?.name ?? 'somebody'}` : 'only yours'}
      </span>
      <span className="figures w-32 shrink-0 text-right text-small text-faint">
        from v{draft.basedOn}, {sayAgo(Date.parse(draft.changedAt), now)}
      </span>
    </li>
  )
}

function Waiting({
  versions,
}: {
  readonly versions: readonly Omit<AgreementVersion, 'document' | 'catalogue'>[]
}) {
  return (
    <Section title="Waiting for signatures">
      <ul className="divide-y divide-line border-t border-line">
        {versions.map(({ version, note, proposedBy, signatures }) => (
          <li key={version} className="relative flex items-baseline gap-4 py-2 hover:bg-hover">
            <Link
              to="/agreement"
              search={{ version }}
              className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0"
            >
              v{version}: {note}
            </Link>
            <span className="shrink-0 text-small text-faint max-sm:hidden">
              {proposedBy === null ? 'proposed with a key' : `proposed by ${proposedBy}`}
            </span>
            <span className="shrink-0 text-small text-warn-text">
              {(['marketing', 'sales'] as const)
                .filter((side) => !signatures.some((one) => one.side === side))
                .join(' and ')}{' '}
              to sign
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
