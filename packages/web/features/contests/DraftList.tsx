import { sayAgo } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { useDrafts } from '../../api/drafts-query.ts'
import { useMay } from '../../api/may.ts'
import { useNow } from '../../app/use-now.ts'
import { Section } from '../../ui/Section.tsx'

/** Drafts of the agreement that were begun and not proposed yet, then those that were. */
export function DraftList() {
  const may = useMay('drafts')
  const { data } = useDrafts(may)
  const now = useNow()
  if (!may || data === undefined || data.length === 0) return null
  return (
    <Section title="Drafts of the agreement">
      <ul className="divide-y divide-line border-y border-line">
        {data.map((draft) => (
          <li key={draft.id} className="py-2">
            <Link
              to="/drafts/$id"
              params={{ id: draft.id }}
              className="block truncate rounded-sm font-medium hover:underline"
            >
              {draft.title}
            </Link>
            <span className="text-small text-faint">
              {draft.proposedAs === null ? `From v${draft.basedOn}` : `Proposed as v${draft.proposedAs}`},{' '}
              {draft.changedBy === null ? 'changed' : `${draft.changedBy} changed it`}{' '}
              {sayAgo(Date.parse(draft.changedAt), now)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
