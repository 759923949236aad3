/** What events state about leads and companies: rows of field and value, kept once for equal texts. */
import type { Catalogue, CatalogueField } from '../catalogue/catalogue.ts'
import type { Fields, Value } from '../event.ts'
import { isKnown } from '../fold/facts.ts'
import { asValue } from '../fold/matches.ts'
import type { FactColumns } from './frame.ts'
import { PairColumns } from './event-columns.ts'
import { TEXTS_KEPT } from './shape-dictionary.ts'

/** JSON text, or what it stands for. */
export type Facts = string | Fields

export type Subject = 'lead' | 'company'

interface Field {
  readonly ref: string
  readonly personal: boolean
  readonly values: (Value | null)[]
  readonly byValue: Map<Value, number>
}

export class StatementDictionary {
  /** Field (`row`) and value (`value`) of each row; a statement's rows stand together. */
  readonly rows = new PairColumns()
  readonly #starts: number[] = []
  readonly #fields: readonly Field[]
  readonly #byName: Readonly<Record<Subject, ReadonlyMap<string, number>>>
  readonly #byText: Readonly<Record<Subject, Map<string, number>>> = { lead: new Map(), company: new Map() }

  constructor(catalogue: Catalogue) {
    this.#fields = [...catalogue.lead.map(of('lead')), ...catalogue.company.map(of('company'))]
    const positions = ({ name }: CatalogueField, index: number) => [name, index] as const
    this.#byName = {
      lead: new Map(catalogue.lead.map(positions)),
      company: new Map(
        catalogue.company.map((field, index) => positions(field, catalogue.lead.length + index)),
      ),
    }
  }

  get fields(): FactColumns['fields'] {
    return this.#fields.map(({ ref, values }) => ({ ref, values }))
  }

  /** Number of the statement; -1 when it says nothing about a catalogued field. */
  statementOf(subject: Subject, facts: Facts): number {
    if (typeof facts !== 'string') return this.#add(subject, facts)
    const texts = this.#byText[subject]
    const known = texts.get(facts)
    if (known !== undefined) return known
    const statement = this.#add(subject, (JSON.parse(facts) as Fields | null) ?? {})
    if (texts.size >= TEXTS_KEPT) texts.clear()
    texts.set(facts, statement)
    return statement
  }

  startOf(statement: number): number {
    return this.#starts[statement]!
  }

  endOf(statement: number): number {
    return this.#starts[statement + 1] ?? this.rows.length
  }

  #add(subject: Subject, facts: Fields): number {
    const start = this.rows.length
    for (const name in facts) {
      const position = this.#byName[subject].get(name)
      if (position !== undefined) this.rows.push(position, valueAt(this.#fields[position]!, facts[name]))
    }
    return this.rows.length === start ? -1 : this.#starts.push(start) - 1
  }
}

function of(subject: Subject) {
  return ({ name, personal = false }: CatalogueField): Field => {
    return { ref: `${subject}.${name}`, personal, values: [null], byValue: new Map() }
  }
}

/** Position of the value among the field's; of personal data only whether it is known. */
function valueAt({ personal, values, byValue }: Field, stated: unknown): number {
  const given = asValue(stated)
  const value = !personal ? given : isKnown(given) ? 'known' : null
  if (value === null) return 0
  const position = byValue.get(value)
  if (position !== undefined) return position
  byValue.set(value, values.push(value) - 1)
  return values.length - 1
}
