/** `baton doctor`: holds what is stored against what follows from the events. */
import { openDatabase, verifyStates } from '@baton/server'
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
  const database = await openDatabase(dataDir, process.env['DATABASE_URL'], (line) => console.error(line))
  try {
    return await verifyStates(database.pool)
  } finally {
    await database.close()
  }
}

function report({ leads, differences }: Verification): string {
  if (differences.length === 0) return `${leads} leads: every state and every ledger follows from the events.`
  const lines = differences.map(({ leadId, what, detail }) => `lead ${leadId}, ${what}: ${detail}`)
  return [...lines, `${leads} leads examined, ${differences.length} differences.`].join('\n')
}
