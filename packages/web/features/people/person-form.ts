/** A person as a form holds them, and what of it was changed. */
import type { Person, PersonChange, Role } from '@baton/protocol'

export interface PersonForm {
  readonly name: string
  readonly role: Role
  readonly teams: readonly string[]
  /** Empty: the hours of the agreement. */
  readonly hours: string
  readonly capacity: string
}

export function personForm(person: Person): PersonForm {
  return {
    name: person.name,
    role: person.role,
    teams: person.teams.map(({ id }) => id),
    hours: person.hours ?? '',
    capacity: String(person.capacity),
  }
}

/** Only what differs; null while the form holds something that cannot be. */
export function changesOf(person: Person, form: PersonForm): PersonChange | null {
  const name = form.name.trim()
  if (name === '' || !/^\d{1,5}$/.test(form.capacity)) return null
  const hours = form.hours.trim() === '' ? null : form.hours.trim()
  const before = person.teams.map(({ id }) => id).toSorted()
  const teams = [...form.teams].toSorted()
  return {
    ...(name !== person.name && { name }),
    ...(form.role !== person.role && { role: form.role }),
    ...(teams.join(' ') !== before.join(' ') && { teams }),
    ...(hours !== person.hours && { hours }),
    ...(Number(form.capacity) !== person.capacity && { capacity: Number(form.capacity) }),
  }
}
