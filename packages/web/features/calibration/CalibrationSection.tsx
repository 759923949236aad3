import type { Calibrations } from '@baton/protocol'
import { sayAgo, sayCounted } from '@baton/words'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useBeginCalibration, useCalibrations } from '../../api/calibrations-query.ts'
import { useMay } from '../../api/may.ts'
import { useNow } from '../../app/use-now.ts'
import { sayProblem } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/toast.ts'
import { sayKappa } from './say-kappa.ts'

/** Rounds in which both sides judge the same leads apart, and how far they agreed. */
export function CalibrationSection() {
  const rounds = useCalibrations()
  return (
    <Section
      title="Calibration"
      note="Both sides judge the same leads, without seeing names, scores or each other"
      aside={<BeginButton />}
    >
      {rounds.isError ? (
        <p role="alert" className="text-soft">
          The rounds could not be read: {sayProblem(rounds.error)}
        </p>
      ) : rounds.data === undefined ? (
        <Skeleton className="h-10 w-full" />
      ) : rounds.data.length === 0 ? (
        <p className="max-w-prose text-soft">
          Nobody has compared yet what the two sides mean by a lead that is worth a call. A round takes each
          side some ten minutes, and ends with the edit of the agreement that would settle most.
        </p>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {rounds.data.map((round) => (
            <RoundRow key={round.id} round={round} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function BeginButton() {
  const begin = useBeginCalibration()
  const navigate = useNavigate()
  const may = useMay('addCalibration')
  const [pending, setPending] = useState(false)
  if (!may) return null
  const start = async () => {
    setPending(true)
    try {
      const { id } = await begin({})
      await navigate({ to: '/studio/calibration/$id', params: { id } })
    } catch (error) {
      toast(sayProblem(error), { tone: 'problem' })
      setPending(false)
    }
  }
  return (
    <Button disabled={pending} onClick={() => void start()}>
      Begin a round
    </Button>
  )
}

function RoundRow({ round }: { readonly round: Calibrations['data'][number] }) {
  const now = useNow()
  const { id, leads, judged, kappa, begunAt, begunBy, agreementVersion } = round
  const isThrough = judged.marketing === leads && judged.sales === leads
  return (
    <li className="relative flex items-baseline gap-4 py-2 hover:bg-hover">
      <Link
        to="/studio/calibration/$id"
        params={{ id }}
        className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0"
      >
        {sayCounted(leads, 'lead')} under v{agreementVersion}
      </Link>
      {isThrough ? (
        <span className="figures shrink-0 text-small text-soft">
          {kappa === null ? 'no κ to tell' : `κ ${sayKappa(kappa)}`}
        </span>
      ) : (
        <span className="figures shrink-0 text-small text-warn-text">
          marketing {judged.marketing}, sales {judged.sales} of {leads}
        </span>
      )}
      <span className="figures shrink-0 text-right text-small text-faint max-sm:hidden sm:w-52">
        {begunBy !== null && `begun by ${begunBy}, `}
        {sayAgo(Date.parse(begunAt), now)}
      </span>
    </li>
  )
}
