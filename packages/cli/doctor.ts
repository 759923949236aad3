/** `baton doctor`: holds what is stored against what follows from the events. */
import { claimServeLock, migrate, openPool, openPostgres, servedAt, verifyStates } from '@baton/server'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { dataDirOption } from './serve.ts'

type Verification = Awaited<ReturnType<typeof verifyStates>>

interface DoctorOptions {
  readonly dataDir: string
  readonly json?: boolean
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Check that every lead’s state and ledger follow from its events; changes nothing')
    .addOption(dataDirOption())
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      `
Works beside a running server and without one. Environment: BATON_DATA_DIR, DATABASE_URL.
Exit codes: 0 all is well; 1 there are differences, or the check could not be made.

Example:
  $ baton doctor --data-dir ./.baton`,
    )
    .action(async (options: DoctorOptions) => {
      const found = await examine(resolve(options.dataDir))
      console.log(options.json ? JSON.stringify(found) : report(found))
      if (found.differences.length > 0) process.exitCode = 1
    })
}

async function examine(dataDir: string): Promise<Verification> {
  const external = process.env['DATABASE_URL']
  if (external) return await examineWith({ connectionString: external })
  mkdirSync(dataDir, { recursive: true })
  const claim = claimServeLock(dataDir)
  // A server that runs here keeps its database: adopted for reading, and left running.
  const isServed = 'heldBy' in claim
  if (isServed) await servedAt(dataDir, 60_000)
  const postgres = await openPostgres({ dataDir, log: (line) => isServed || console.error(line) })
  try {
    return await examineWith(postgres.connection)
  } finally {
    if (!isServed) {
      await postgres.stop()
      claim.taken.release()
    }
  }
}

async function examineWith(connection: Parameters<typeof openPool>[0]): Promise<Verification> {
  const pool = openPool(connection, { max: 2 })
  try {
    await migrate(pool)
    return await verifyStates(pool)
  } finally {
    await pool.end()
  }
}

function report({ leads, differences }: Verification): string {
  if (differences.length === 0) return `${leads} leads: every state and every ledger follows from the events.`
  const lines = differences.map(({ leadId, what, detail }) => `lead ${leadId}, ${what}: ${detail}`)
  return [...lines, `${leads} leads examined, ${differences.length} differences.`].join('\n')
}
