/** Who may act on a lead, and how the people of its history are called. */
import type { LeadDetail, LeadRow } from '@baton/protocol'
import { useQuery } from '@tanstack/react-query'
import { useMay, useReach } from '../../api/may.ts'
import { usePackets } from '../../api/packets-query.ts'
import { peopleOptions } from '../../api/people-query.ts'
import { useMe } from '../../api/session-query.ts'

/** A rep on what is theirs or nobody's yet, a manager on what their teams have; the server has the last word. */
export function useMayActOn(lead: LeadRow): boolean {
  const reach = useReach('actOnLead')
  const me = useMe()
  if (reach === null || me === null) return false
  return reach !== 'own' || lead.owner === null || lead.owner.id === me.person.id
}

export type NameOf = (id: string | null) => string | null

const LOOKS_LIKE_AN_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/

/** Names by id; what an import named stays as it is. */
export function useNameOf(detail: LeadDetail): NameOf {
  const packets = usePackets(detail.lead.id)
  const people = useQuery({ ...peopleOptions, enabled: useMay('people') })
  const me = useMe()
  const names = new Map<string, string>()
  if (me !== null) names.set(me.person.id, me.person.name)
  for (const { id, name } of people.data?.data ?? []) names.set(id, name)
  for (const { to, by, candidates } of packets.data?.assignments ?? []) {
    for (const who of [to, by, ...candidates.map(({ person }) => person)])
      if (who) names.set(who.id, who.name)
  }
  if (detail.lead.owner !== null) names.set(detail.lead.owner.id, detail.lead.owner.name)
  return (id) => {
    if (id === null) return null
    return names.get(id) ?? (LOOKS_LIKE_AN_ID.test(id) ? 'a colleague' : id)
  }
}
