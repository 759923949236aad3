/** What the language lays down about the shape of a document, read off its JSON Schema: order of sections, what may be left out. */
import { agreementSchema, type JsonSchema } from '../agreement/agreement-schema.ts'
import type { DocumentPath } from './document-places.ts'

// Which events and fields there are does not matter to the shape.
const LANGUAGE = agreementSchema({ events: [], lead: [], company: [] })

/** Sections in the order of the language. */
export const SECTIONS: readonly string[] = Object.keys(LANGUAGE.properties as JsonSchema)

/** Whether a document is still one of the language without that key; what the language does not know may go. */
export function mayBeAbsent(path: DocumentPath): boolean {
  const key = path.at(-1)
  if (typeof key !== 'string') return true
  return !schemasAt(path.slice(0, -1)).some(({ required }) => (required as readonly string[])?.includes(key))
}

/** All that may stand there. */
function schemasAt(path: DocumentPath): readonly JsonSchema[] {
  return path.reduce<readonly JsonSchema[]>(
    (schemas, key) =>
      schemas.flatMap((schema) => {
        const inside = typeof key === 'number' ? schema.items : schemaOfKey(schema, key)
        return inside ? alternatives(inside as JsonSchema) : []
      }),
    [LANGUAGE],
  )
}

function schemaOfKey({ properties, additionalProperties }: JsonSchema, key: string): unknown {
  return (properties as JsonSchema | undefined)?.[key] ?? additionalProperties
}

function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.slice('#/definitions/'.length)
    return alternatives((LANGUAGE.definitions as JsonSchema)[name] as JsonSchema)
  }
  return schema.anyOf ? (schema.anyOf as readonly JsonSchema[]).flatMap(alternatives) : [schema]
}
