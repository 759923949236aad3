/** The keeper of the shared test cluster: a process of its own, so that it outlives the test file that started it. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { openPostgres } from '../postgres/open-postgres.ts'
import { claimKeeping, publishConnection, SHARED_DIR } from './shared-cluster.ts'

const IDLE_ROUNDS_MAX = 15
const ROUND_MS = 2_000

const endKeeping = claimKeeping()
if (endKeeping) {
  // Test data is thrown away: durability would only cost time.
  const postgres = await openPostgres({
    dataDir: SHARED_DIR,
    database: 'postgres',
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
    log: (line) => console.log(line),
  })
  publishConnection(postgres.connection)
  const client = new pg.Client({ ...postgres.connection })
  client.on('error', () => process.exit(1))
  await client.connect()
  for (let idle = 0; idle < IDLE_ROUNDS_MAX;) {
    await sleep(ROUND_MS)
    const { rows } = await client.query(
      `select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`,
    )
    idle = rows.length === 0 ? idle + 1 : 0
  }
  endKeeping()
  await client.end()
  await postgres.stop()
  process.exit(0)
}
