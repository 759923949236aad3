import type { Segment } from '@baton/protocol'
import { type AudienceContext, audienceText, readAudience } from '@baton/engine/audience'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTriedSegment, useWriteSegment } from '../../api/segments-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { toast } from '../../ui/toast.ts'
import { asGroup, type AudienceGroup } from './audience-rows.ts'
import { useSettled } from './use-settled.ts'

const BEGINNING = 'all:\n  - { score: 20 }\n'

/** One document, turned as rows or written as text; counted when it rests. */
export function useSegmentWriting(segment: Segment | null, context: AudienceContext) {
  const [name, setName] = useState(segment?.name ?? '')
  const [about, setAbout] = useState(segment?.about ?? '')
  const [document, setDocument] = useState(segment?.document ?? BEGINNING)
  const settled = useSettled(document)
  const tried = useTriedSegment(settled, segment?.id)
  const read = useMemo(() => readAudience(document, context), [document, context])
  const { add, change, remove } = useWriteSegment()
  const { pending, problem, send } = useSending()
  const navigate = useNavigate()
  const isBehind = settled !== document || tried.isPlaceholderData || tried.isFetching
  const problems = isBehind ? read.problems : (tried.data?.problems ?? read.problems)
  const isWrong = problems.some(({ severity }) => severity === 'error')
  const save = () => {
    if (name.trim() === '' || isWrong || pending) return
    void send(async () => {
      const body = { name, about, document }
      const kept = await (segment === null
        ? add(body)
        : change(segment.id, { ...body, revision: segment.revision }))
      toast(`“${kept.name}” is kept. Its members are being found.`)
      await navigate({ to: '/segments' })
    })
  }
  return {
    name,
    setName,
    about,
    setAbout,
    document,
    setDocument,
    group: read.audience && asGroup(read.audience),
    setGroup: (group: AudienceGroup) => setDocument(audienceText(group)),
    problems,
    tried: tried.data?.tried ?? null,
    isBehind,
    canSave: name.trim() !== '' && !isWrong && !pending,
    problem,
    save,
    removeIt:
      segment === null
        ? null
        : () =>
            void send(async () => {
              await remove(segment.id)
              await navigate({ to: '/segments' })
            }),
  }
}
