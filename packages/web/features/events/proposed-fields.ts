/** What an unknown event is proposed to be catalogued as: by how its values look. */
import type { Uncatalogued } from '@baton/protocol'
import type { Body } from '../../api/paths.ts'

type Item = Uncatalogued['data'][number]
export type NewField = NonNullable<Body<'catalogueEvent'>['fields']>[number]

/** Names and values that say who somebody is. */
const PERSONAL_NAME = /(^|_)(e?mail|phone|mobile|first_?name|last_?name|full_?name|address|ip|birthday)($|_)/i
const MAIL_ADDRESS = /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i

export function isPersonal({ name, sample }: Item['fields'][number]): boolean {
  return PERSONAL_NAME.test(name) || (sample !== null && MAIL_ADDRESS.test(sample))
}

export function proposedFields(item: Item): readonly NewField[] {
  return item.fields.map((field) => ({ name: field.name, type: field.type, personal: isPersonal(field) }))
}
