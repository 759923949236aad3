import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { listenLive } from '../../api/live.ts'
import { toast } from '../../ui/toast.ts'
import { sayArrival } from './say-arrival.ts'

/** Listens while the shell stands, and says quietly what came for me. */
export function useLiveNotices() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  useEffect(() => {
    const open = (leadId: string) => ({
      label: 'Open',
      onSelect: () => void navigate({ to: '/leads/$leadId', params: { leadId } }),
    })
    return listenLive(queries, {
      onHandoff: (card) => void toast(sayArrival(card, Date.now()), { action: open(card.lead) }),
      onNotice: (notice) => {
        // A new handoff was said with its card.
        if (notice.kind === 'handoff') return
        const given = notice.lead === null ? {} : { action: open(notice.lead) }
        toast(`${notice.title}. ${notice.text}`.replace('..', '.'), given)
      },
    })
  }, [queries, navigate])
}
