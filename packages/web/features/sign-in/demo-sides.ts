/** The people of the demo company by the side they stand on. */
import type { Session } from '../../api/session-query.ts'

export type DemoPerson = Session['demoPeople'][number]

export interface Side {
  readonly title: string
  readonly people: readonly DemoPerson[]
}

const SIDES: readonly { readonly title: string; readonly roles: readonly DemoPerson['role'][] }[] = [
  { title: 'Sales', roles: ['manager', 'rep'] },
  { title: 'Marketing', roles: ['marketing'] },
  { title: 'Around them', roles: ['admin', 'viewer'] },
]

/** Managers before those they manage; sides without anybody are left out. */
export function demoSides(people: readonly DemoPerson[]): readonly Side[] {
  return SIDES.map(({ title, roles }) => ({
    title,
    people: roles.flatMap((role) => people.filter((person) => person.role === role)),
  })).filter((side) => side.people.length > 0)
}
