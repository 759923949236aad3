/** Writes the JSON Schemas of agreements and programs, which editors read. Run it after a change of a language or the catalogue. */
import { writeFileSync } from 'node:fs'
import { agreementSchema, standardCatalogue } from '@baton/engine'
import { programSchema } from '@baton/engine/program'

const schemas = {
  'agreements/agreement.schema.json': agreementSchema(standardCatalogue),
  'docs/programs/program.schema.json': programSchema(standardCatalogue),
}
for (const [file, schema] of Object.entries(schemas))
  writeFileSync(new URL(`../${file}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`)
