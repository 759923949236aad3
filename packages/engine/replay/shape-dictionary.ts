/** Shapes by what makes them distinct. Reading a text of properties again costs one look-up, not a parse. */
import type { Catalogue, CatalogueField } from '../catalogue/catalogue.ts'
import { trustRank, type Trust, type Value } from '../event.ts'
import { asValue } from '../fold/matches.ts'
import type { Shape } from './frame.ts'

/** What is in an event besides its time and its facts. `properties`: JSON text or what it stands for; null: none. */
export interface ShapedEvent {
  readonly name: string
  readonly trust: Trust
  readonly identified: boolean
  readonly properties: string | Readonly<Record<string, unknown>> | null
}

/** Texts kept per dictionary; beyond it all are forgotten, so that texts which never repeat cannot fill the memory. */
export const TEXTS_KEPT = 200_000

/** Trust, identified, facts stated. */
const VARIANTS = 3 * 2 * 2

interface NamedEvents {
  readonly fields: readonly CatalogueField[]
  /** By variant; of an event without catalogued fields there is one shape each, of others one each text. */
  readonly bare: Int32Array
  texts: readonly Map<string, number>[]
  /** By variant and what is kept of the properties. */
  readonly kept: readonly Map<string, number>[]
}

export class ShapeDictionary {
  readonly shapes: Shape[] = []
  readonly #fields: ReadonlyMap<string, readonly CatalogueField[]>
  readonly #byName = new Map<string, NamedEvents>()
  readonly #byKey = new Map<string, number>()
  #textsKept = 0

  constructor(catalogue: Catalogue) {
    this.#fields = new Map(
      // A detail would make nearly every event a shape of its own.
      catalogue.events.map(({ name, fields }) => [name, fields.filter(({ detail }) => !detail)]),
    )
  }

  /** Position of the event's shape. */
  shapeOf(event: ShapedEvent, statesFacts: boolean): number {
    const named = this.#byName.get(event.name) ?? this.#named(event.name)
    const variant = (trustRank(event.trust) * 2 + Number(event.identified)) * 2 + Number(statesFacts)
    const { properties } = event
    if (named.fields.length === 0 || properties === null) {
      const known = named.bare[variant]!
      return known >= 0 ? known : (named.bare[variant] = this.#shape(event, statesFacts, {}))
    }
    if (typeof properties !== 'string')
      return this.#shapeOfKept(event, statesFacts, named, variant, properties)
    const texts = named.texts[variant]!
    const known = texts.get(properties)
    if (known !== undefined) return known
    const parsed = JSON.parse(properties) as Readonly<Record<string, unknown>> | null
    const shape = this.#shapeOfKept(event, statesFacts, named, variant, parsed ?? {})
    if (this.#textsKept++ >= TEXTS_KEPT) this.#forgetTexts()
    texts.set(properties, shape)
    return shape
  }

  /** The shape of a fact about the company that a colleague's event states. */
  colleagueShapeOf({ name, trust }: Pick<Shape, 'name' | 'trust'>, statesFacts: boolean): number {
    return this.#intern({ name, trust, identified: false, colleague: true, statesFacts, properties: {} })
  }

  #shapeOfKept(
    event: ShapedEvent,
    statesFacts: boolean,
    { fields, kept }: NamedEvents,
    variant: number,
    properties: Readonly<Record<string, unknown>>,
  ): number {
    const key = keyOf(fields, properties)
    const known = kept[variant]!.get(key)
    if (known !== undefined) return known
    const shape = this.#shape(event, statesFacts, keptOf(fields, properties))
    kept[variant]!.set(key, shape)
    return shape
  }

  #shape({ name, trust, identified }: ShapedEvent, statesFacts: boolean, properties: Shape['properties']) {
    return this.#intern({ name, trust, identified, colleague: false, statesFacts, properties })
  }

  #intern(shape: Shape): number {
    const key = JSON.stringify(shape)
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    const position = this.shapes.push(shape) - 1
    this.#byKey.set(key, position)
    return position
  }

  #named(name: string): NamedEvents {
    const fields = this.#fields.get(name) ?? []
    const named: NamedEvents = {
      fields,
      bare: new Int32Array(VARIANTS).fill(-1),
      texts: emptyTexts(),
      kept: emptyTexts(),
    }
    this.#byName.set(name, named)
    return named
  }

  #forgetTexts(): void {
    for (const named of this.#byName.values()) named.texts = emptyTexts()
    this.#textsKept = 0
  }
}

function emptyTexts(): readonly Map<string, number>[] {
  return Array.from({ length: VARIANTS }, () => new Map())
}

/** Catalogued properties in the catalogue's order; what is no value is unknown to every clause, and left out. */
function keptOf(
  fields: readonly CatalogueField[],
  properties: Readonly<Record<string, unknown>>,
): Shape['properties'] {
  const result: Record<string, Value | null> = {}
  for (const { name, personal } of fields) {
    if (!Object.hasOwn(properties, name)) continue
    const value = asValue(properties[name])
    if (value !== null) result[name] = personal ? 'known' : value
    else if (properties[name] === null) result[name] = null
  }
  return result
}

/** Equal for properties of which the same is kept. */
function keyOf(fields: readonly CatalogueField[], properties: Readonly<Record<string, unknown>>): string {
  let key = ''
  for (const { name, personal } of fields) {
    const given = Object.hasOwn(properties, name) ? properties[name] : undefined
    const value = asValue(given)
    if (value === null) key += given === null ? 'null,' : ','
    else if (personal) key += 'known,'
    // The length says where a text ends, whatever it contains.
    else key += typeof value === 'string' ? `${value.length}:${value},` : `${value},`
  }
  return key
}
