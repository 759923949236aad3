/** The catalogue: what an agreement may refer to. Known events with their fields, and known lead and company fields. */

export type FieldType = 'text' | 'number' | 'boolean' | 'date'

export interface CatalogueField {
  readonly name: string
  readonly type: FieldType
  readonly about: string
  /** Known values of a text field; other values are stored, and an agreement naming one is warned. */
  readonly values?: readonly string[]
  /** Personal data: an agreement can ask whether it is known, never what it is. */
  readonly personal?: boolean
  /** Of an event, what is told of one occasion: kept with it, but no agreement asks for it and no replay reads it. */
  readonly detail?: boolean
  /** A way to reach the person: knowing one turns a visitor into a lead. */
  readonly contact?: boolean
  /** The first statement in fold order stands, later ones do not change it (first-touch source). */
  readonly first?: boolean
}

export type EventSide = 'engagement' | 'sales' | 'outcome' | 'record'

export interface CatalogueEvent {
  readonly name: string
  readonly about: string
  /** Whose act it is: the lead's, sales', what became of it, or a statement of facts. */
  readonly side: EventSide
  readonly fields: readonly CatalogueField[]
}

export interface Catalogue {
  readonly events: readonly CatalogueEvent[]
  readonly lead: readonly CatalogueField[]
  readonly company: readonly CatalogueField[]
}

export function findEvent(catalogue: Catalogue, name: string): CatalogueEvent | undefined {
  return catalogue.events.find((event) => event.name === name)
}

/** Finds `lead.seniority` or `company.employees`; undefined where it is not catalogued. */
export function findSubjectField(catalogue: Catalogue, ref: string): CatalogueField | undefined {
  const dot = ref.indexOf('.')
  const name = ref.slice(dot + 1)
  const subject = ref.slice(0, dot)
  if (subject === 'lead') return catalogue.lead.find((field) => field.name === name)
  if (subject === 'company') return catalogue.company.find((field) => field.name === name)
  return undefined
}
