import type { LeadIdentity } from '@baton/protocol'
import { sayAgo, sayCounted } from '@baton/words'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { leadIdentityOptions, useRereadLeads } from '../../api/identity-query.ts'
import { useMay } from '../../api/may.ts'
import { request } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { toast } from '../../ui/toast.ts'
import { sayEvidence } from '../duplicates/index.ts'
import { PersonalData } from './PersonalData.tsx'

/** What makes this lead this lead: what it is recognised by, which visitors it was, and what people merged into it. */
export function IdentitySection({ leadId, now }: { readonly leadId: string; readonly now: number }) {
  const mayRead = useMay('leadIdentity')
  const identity = useQuery({ ...leadIdentityOptions(leadId), enabled: mayRead }).data
  if (!identity) return null
  const { identities, visitors, merges, duplicates } = identity
  return (
    <Section
      title="Who this is"
      aside={<PersonalData leadId={leadId} />}
      note={`${sayCounted(identities.length, 'identity', 'identities')}${visitors.length > 0 ? `, ${sayCounted(visitors.length, 'earlier visitor')}` : ''}`}
    >
      <Identities identities={identities} />
      {visitors.length > 0 && <Visitors visitors={visitors} now={now} />}
      {merges.length > 0 && <Merges merges={merges} now={now} />}
      {duplicates.length > 0 && (
        <p className="mt-3 text-small text-soft">
          {duplicates.map(({ one, other, evidence }) => {
            const twin = one.id === leadId ? other : one
            return (
              <span key={twin.id} className="mr-3">
                May be the same person as{' '}
                <Link
                  to="/leads/$leadId"
                  params={{ leadId: twin.id }}
                  className="rounded-sm font-medium text-ink underline"
                >
                  {twin.name ?? twin.email ?? 'another lead'}
                </Link>
                : {evidence.map(sayEvidence).join(', ')}.{' '}
              </span>
            )
          })}
          <Link to="/duplicates" className="rounded-sm underline">
            Settle it
          </Link>
        </p>
      )}
    </Section>
  )
}

const KINDS = { user: 'user id', external: 'id elsewhere', email: 'e-mail', anonymous: 'browser' } as const
const TRUSTS = { public: 'claimed', signed: 'proved by a link', server: 'from a server' } as const

function Identities({ identities }: { readonly identities: LeadIdentity['identities'] }) {
  return (
    <ul className="grid gap-x-8 text-small sm:grid-cols-2">
      {identities.map(({ kind, value, trust }) => (
        <li key={kind + value} className="flex min-h-7 items-baseline gap-2 border-b border-line py-1">
          <span className="w-20 shrink-0 text-faint">{KINDS[kind]}</span>
          <span className="min-w-0 flex-1 truncate font-mono" title={value}>
            {value}
          </span>
          <span className="shrink-0 text-faint">{TRUSTS[trust]}</span>
        </li>
      ))}
    </ul>
  )
}

function Visitors({ visitors, now }: { readonly visitors: LeadIdentity['visitors']; readonly now: number }) {
  const mayTakeBack = useMay('separateVisitor')
  const { pending, problem, send } = useSending()
  const reread = useRereadLeads()
  const separate = (id: string) =>
    void send(async () => {
      await request('separateVisitor', { params: { id } })
      await reread()
      toast('The visitor is a visitor of its own again.')
    })
  return (
    <ul className="mt-3 divide-y divide-line border-y border-line text-small">
      <Problem text={problem} />
      {visitors.map(({ id, firstSeenAt, events }) => (
        <li key={id} className="flex min-h-9 items-center gap-3">
          <span className="flex-1">
            Was here as a visitor, first {sayAgo(Date.parse(firstSeenAt), now)}, {sayCounted(events, 'event')}
          </span>
          {mayTakeBack && (
            <Button look="plain" disabled={pending} onClick={() => separate(id)}>
              It was somebody else
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function Merges({ merges, now }: { readonly merges: LeadIdentity['merges']; readonly now: number }) {
  const mayTakeBack = useMay('unmergeLeads')
  const { pending, problem, send } = useSending()
  const reread = useRereadLeads()
  const unmerge = (id: string, name: string) =>
    void send(async () => {
      await request('unmergeLeads', { params: { id } })
      await reread()
      toast(`${name} is a lead of its own again, as if never merged.`)
    })
  return (
    <ul className="mt-3 divide-y divide-line border-y border-line text-small">
      <Problem text={problem} />
      {merges.map(({ id, merged, reason, by, at, undoneAt }) => {
        const name = merged.name ?? merged.email ?? 'A lead'
        return (
          <li key={id} className="flex min-h-9 items-center gap-3 py-1">
            <span className={`flex-1 ${undoneAt === null ? '' : 'text-faint'}`}>
              {name} was merged into this, {sayAgo(Date.parse(at), now)}
              {by !== null && ` by ${by}`}
              {reason !== '' && `: “${reason}”`}
              {undoneAt !== null && `; taken back ${sayAgo(Date.parse(undoneAt), now)}`}
            </span>
            {mayTakeBack && undoneAt === null && (
              <Button look="plain" disabled={pending} onClick={() => unmerge(id, name)}>
                Take back
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Problem({ text }: { readonly text: string | null }) {
  if (text === null) return null
  return (
    <li role="alert" className="py-1.5 text-accent-text">
      {text}
    </li>
  )
}
