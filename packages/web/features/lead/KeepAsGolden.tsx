import type { CompiledAgreement } from '@baton/engine'
import type { HistoryEvent } from '@baton/protocol'
import { useNavigate } from '@tanstack/react-router'
import { Bookmark } from 'lucide-react'
import { useState } from 'react'
import { useAgreement } from '../../api/agreement-query.ts'
import { useBeginDraft } from '../../api/drafts-query.ts'
import { RequestFailed } from '../../api/request.ts'
import { Button } from '../../ui/Button.tsx'
import { toast } from '../../ui/toast.ts'

/** Begins a draft that keeps this lead, as it stands at the moment shown, among the golden leads. */
export function KeepAsGolden({
  compiled,
  events,
  asOf,
}: {
  readonly compiled: CompiledAgreement
  readonly events: readonly HistoryEvent[]
  readonly asOf: number
}) {
  const begin = useBeginDraft()
  const navigate = useNavigate()
  const { data } = useAgreement()
  const [pending, setPending] = useState(false)
  const keep = async () => {
    setPending(true)
    try {
      const { withExample } = await import('../studio/index.ts')
      const { document, name } = withExample(data!.document, compiled, events, asOf)
      const draft = await begin({ title: `Golden lead: ${name}`.slice(0, 200), document })
      await navigate({ to: '/studio/$id', params: { id: draft.id } })
    } catch (error) {
      toast(error instanceof RequestFailed ? error.detail : String(error), { tone: 'problem' })
      setPending(false)
    }
  }
  return (
    <Button
      look="plain"
      disabled={pending || data === undefined}
      title="Begin a draft that keeps this lead as an example that both sides agree on"
      onClick={() => void keep()}
    >
      <Bookmark size={13} aria-hidden="true" />
      Keep as golden lead
    </Button>
  )
}
