/** Public data sets as the documentation imports them. They lie beside the repository, never in it. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installAgreement } from '../../agreements/index.ts'
import { openIntake } from '../../events/index.ts'
import type { TestDatabase } from '../../platform/testing/test-database.ts'
import { importFile, type ImportSummary } from '../import-file.ts'
import { inspectFile } from '../inspect-file.ts'
import { readMapping } from '../read-mapping.ts'

const REPOSITORY = join(import.meta.dirname, '..', '..', '..', '..')
export const DATA_SETS = join(REPOSITORY, '..', 'shared', 'data')
const HOW_TO = join(REPOSITORY, 'docs', 'how-to')

/** Why a test that needs the data sets is skipped; false where they are there. */
export const skipWithoutData = existsSync(DATA_SETS) ? false : `the public data sets are not in ${DATA_SETS}`

/** @param data path among the data sets; `map` and `agreement`: among the pages of the documentation */
export async function importDataSet(
  database: TestDatabase,
  data: string,
  map: string,
  agreement: string,
): Promise<ImportSummary> {
  const { pool } = database
  const mappingText = readFileSync(join(HOW_TO, map), 'utf8')
  const { mapping } = readMapping(mappingText)
  assert.ok(mapping)
  const document = readFileSync(join(HOW_TO, agreement), 'utf8')
  const installed = await installAgreement(pool, {
    document,
    additions: mapping.additions,
    note: 'of the data set',
  })
  assert.equal(typeof installed, 'string')
  const intake = openIntake({ pool, log: (line) => assert.fail(line) })
  const file = await inspectFile(join(DATA_SETS, data), mapping.csv, [])
  const folder = mkdtempSync(join(tmpdir(), 'baton-data-set-'))
  try {
    const errorsPath = join(folder, 'errors.csv')
    return await importFile({ pool, intake, file, mapping, mappingText, errorsPath, now: Date.now })
  } finally {
    await intake.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Sellers who asked to join a marketplace, then those who joined. */
export async function importOlist(database: TestDatabase): Promise<void> {
  const agreement = 'import-olist/agreement.yaml'
  const folder = 'import-olist'
  await importDataSet(
    database,
    'olist/olist_marketing_qualified_leads.csv',
    `${folder}/contacts.yaml`,
    agreement,
  )
  await importDataSet(database, 'olist/olist_closed_deals.csv', `${folder}/deals.yaml`, agreement)
}
