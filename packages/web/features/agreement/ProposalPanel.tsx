import { agreementChanges } from '@baton/engine'
import type { AgreementVersion, Observed } from '@baton/protocol'
import { sayAgreementChange, sayCount, sayDate, sayPercent, sayProportion } from '@baton/words'
import { useNavigate } from '@tanstack/react-router'
import { Check, PenLine, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useAgreementModel, useSignVersion } from '../../api/agreement-query.ts'
import type { AgreementModel } from '../../api/agreement-model.ts'
import { useComments } from '../../api/comments-query.ts'
import { useBeginDraft } from '../../api/drafts-query.ts'
import { useMay } from '../../api/may.ts'
import { RequestFailed } from '../../api/request.ts'
import { useMe } from '../../api/session-query.ts'
import { Button } from '../../ui/Button.tsx'
import { FactRows } from '../../ui/FactRows.tsx'
import { Section } from '../../ui/Section.tsx'
import { toast } from '../../ui/toast.ts'
import { CommentThread, EffectFacts } from '../studio/index.ts'
import { predictedAWeek } from './VersionTable.tsx'

/** A version as both sides see it: why, what it says otherwise, what it was measured to do, what came of it, who signed. */
export function ProposalPanel({ model }: { readonly model: AgreementModel }) {
  const { stored } = model
  if (stored.version === 1 && stored.effect === null) return null
  return (
    <>
      <Section
        title={stored.note === null || stored.note === '' ? `Version ${stored.version}` : stored.note}
        note={`Proposed ${sayDate(Date.parse(stored.proposedAt))}${stored.proposedBy === null ? '' : ` by ${stored.proposedBy}`}`}
      >
        <Signatures stored={stored} />
      </Section>
      <Changes model={model} />
      {stored.effect !== null && (
        <Section
          title="Predicted"
          note={`Measured ${sayDate(Date.parse(stored.effect.measuredAt))} over ${sayCount(stored.effect.history.leads)} leads, against v${stored.effect.against}`}
        >
          <EffectFacts effect={stored.effect} />
        </Section>
      )}
      {stored.observed !== null && <ObservedFacts stored={stored} observed={stored.observed} />}
      <VersionComments version={stored.version} />
    </>
  )
}

const SIDES = ['marketing', 'sales'] as const
const MAY_SIGN: Readonly<Record<string, readonly (typeof SIDES)[number][]>> = {
  admin: SIDES,
  marketing: ['marketing'],
  manager: ['sales'],
}

function Signatures({ stored }: { readonly stored: AgreementVersion }) {
  const me = useMe()
  const sign = useSignVersion(stored.version)
  const [pending, setPending] = useState(false)
  const mine = MAY_SIGN[me?.person.role ?? ''] ?? []
  const isOpen = stored.inForceFrom === null && !stored.overtaken
  const put = async (side: (typeof SIDES)[number]) => {
    setPending(true)
    try {
      const signed = await sign({ side, name: me!.person.name })
      if (signed.inForce) toast(`v${stored.version} is in force. Everybody is being judged under it.`)
      else if (signed.inForceFrom !== null)
        toast(`Signed. v${stored.version} is in force from ${sayDate(Date.parse(signed.inForceFrom))} on.`)
      else toast(`Signed for ${side}.`)
    } catch (error) {
      toast(error instanceof RequestFailed ? error.detail : String(error), { tone: 'problem' })
    } finally {
      setPending(false)
    }
  }
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {SIDES.map((side) => {
          const signature = stored.signatures.find((one) => one.side === side)
          return (
            <li key={side} className="flex min-h-10 items-center gap-3">
              <span className="w-24 font-medium first-letter:uppercase">{side}</span>
              {signature !== undefined ? (
                <span className="flex items-center gap-2 text-won-text">
                  <Check size={13} strokeWidth={3} aria-hidden="true" />
                  {signature.name}
                  <span className="figures text-small text-faint">
                    {sayDate(Date.parse(signature.signedAt))}
                  </span>
                </span>
              ) : isOpen && mine.includes(side) ? (
                <Button look="solid" disabled={pending} onClick={() => void put(side)}>
                  <PenLine size={13} aria-hidden="true" />
                  Sign for {side}
                </Button>
              ) : (
                <span className="text-faint">{isOpen ? 'has not signed yet' : 'did not sign'}</span>
              )}
            </li>
          )
        })}
      </ul>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        {isOpen && (
          <p className="text-small text-faint">
            {stored.inForceAt === null
              ? 'In force with the second signature, from that moment on.'
              : `In force from ${sayDate(Date.parse(stored.inForceAt))} on, once both have signed.`}
          </p>
        )}
        {stored.overtaken && (
          <p className="text-small text-faint">
            A later version came into force: this one cannot be signed any more.
          </p>
        )}
        <BeginFrom stored={stored} />
      </div>
    </>
  )
}

/** Going back, or going on from here, is a draft like any other. */
function BeginFrom({ stored }: { readonly stored: AgreementVersion }) {
  const may = useMay('addDraft')
  const begin = useBeginDraft()
  const navigate = useNavigate()
  if (!may) return null
  return (
    <Button
      onClick={() =>
        void begin({ title: `From v${stored.version}`, basedOn: stored.version }).then((draft) =>
          navigate({ to: '/studio/$id', params: { id: draft.id } }),
        )
      }
    >
      Begin a draft from it
    </Button>
  )
}

function Changes({ model }: { readonly model: AgreementModel }) {
  const against = model.stored.effect?.against ?? model.stored.version - 1
  const before = useAgreementModel(Math.max(1, against))
  const was = before.data?.agreement ?? null
  if (model.agreement === null || was === null || against < 1) return null
  const changes = agreementChanges(was, model.agreement)
  return (
    <Section title={`Against v${against}`} note={changes.length === 0 ? 'It says the same.' : undefined}>
      <ul>
        {changes.map((change, index) => (
          <li key={index} className="border-t border-line py-1.5">
            {sayAgreementChange(change)}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function ObservedFacts({
  stored,
  observed,
}: {
  readonly stored: AgreementVersion
  readonly observed: Observed
}) {
  const { before } = observed
  const rows: readonly (readonly [string, string, string])[] = [
    [
      'MQLs a week',
      observed.days < 7
        ? `${observed.mqls.count} in ${observed.days.toFixed(1)} days, too few to say`
        : `${observed.mqls.rate.toFixed(1)} (${observed.mqls.low.toFixed(1)} to ${observed.mqls.high.toFixed(1)})`,
      [
        stored.effect === null ? null : `predicted ${predictedAWeek(stored.effect).toFixed(1)}`,
        before === null ? null : `before ${before.mqls.rate.toFixed(1)}`,
      ]
        .filter(Boolean)
        .join(', '),
    ],
    [
      'Accepted by sales',
      sayProportion(observed.accepted),
      [
        stored.effect === null
          ? null
          : `predicted ${sayProportion(stored.effect.candidate.promises.accepted.observed)}`,
        before === null ? null : `before ${sayProportion(before.accepted)}`,
      ]
        .filter(Boolean)
        .join(', '),
    ],
  ]
  return (
    <Section title="Observed" note={`In force for ${observed.days.toFixed(observed.days < 10 ? 1 : 0)} days`}>
      {observed.alarms.map((alarm) => (
        <div key={alarm.kind} role="alert" className="mb-3 rounded-md bg-warn-wash px-3 py-2 text-warn-text">
          <p className="flex items-center gap-2 font-medium">
            <TriangleAlert size={14} aria-hidden="true" />
            {alarm.kind === 'more-but-worse'
              ? `${(alarm.volume.ratio ?? 0).toFixed(1)} times as many MQLs a week, and ${sayPercent(alarm.acceptance.of.rate)} accepted instead of ${sayPercent(alarm.acceptance.against.rate)}`
              : `${sayPercent(alarm.justOver.of.rate)} of promotions are just over the threshold; before, ${sayPercent(alarm.justOver.against.rate)}`}
          </p>
          <p className="text-small">
            The definition may be chased and not the lead. What was changed: {alarm.changes.join(' ')}
          </p>
        </div>
      ))}
      <FactRows rows={rows} />
    </Section>
  )
}

function VersionComments({ version }: { readonly version: number }) {
  const may = useMay('addVersionComment')
  const about = { version }
  const { data } = useComments(about, may)
  if (!may) return null
  const clauses = [...new Set((data ?? []).map(({ clause }) => clause))]
  const known = clauses.includes(null) ? clauses : [...clauses, null]
  return (
    <Section title="Comments">
      <div className="space-y-4">
        {known.map((clause) => (
          <div key={clause ?? ''}>
            {clause !== null && <p className="mb-1 text-small font-medium text-faint">{clause}</p>}
            <CommentThread
              about={about}
              clause={clause}
              comments={(data ?? []).filter((comment) => comment.clause === clause)}
            />
          </div>
        ))}
      </div>
    </Section>
  )
}
