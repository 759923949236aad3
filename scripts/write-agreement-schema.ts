/** Writes the JSON Schema of the agreement language, which editors read. Run it after a change of language or catalogue. */
import { writeFileSync } from 'node:fs'
import { agreementSchema, standardCatalogue } from '@baton/engine'

const file = new URL('../agreements/agreement.schema.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(agreementSchema(standardCatalogue), null, 2)}\n`)
