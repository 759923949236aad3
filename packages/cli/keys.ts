/** `baton keys`: the keys that senders of events show, and new ones. */
import { resolve } from 'node:path'
import { createSecretKey, ensureSource, listSources, openDatabase } from '@baton/server'
import { Command } from 'commander'
import { dataDirOption } from './serve.ts'

interface KeysOptions {
  readonly dataDir: string
  readonly source?: string
  readonly secret?: string
  readonly json?: boolean
}

export function keysCommand(): Command {
  return new Command('keys')
    .description('List the write keys of all sources, or make a new key')
    .option('--source <name>', 'make sure that there is a source of this name, with a public write key')
    .option('--secret <name>', 'make a secret key for a server of this name; it is shown once')
    .option('--json', 'print as JSON')
    .addOption(dataDirOption())
    .addHelpText(
      'after',
      `
A write key may be seen by anybody (it stands in web pages): its events are believed as public. A secret key belongs on a
server of yours: its events are believed more, and may state what a public event may not change.

Environment: BATON_DATA_DIR, DATABASE_URL. Exit codes: 0 done, 1 the database cannot be opened.

Example:
  $ baton keys --source docs-site`,
    )
    .action(async (options: KeysOptions) => {
      const database = await openDatabase(resolve(options.dataDir), process.env['DATABASE_URL'], (line) =>
        console.error(line),
      )
      try {
        const { pool } = database
        if (options.source) await ensureSource(pool, options.source)
        const secret = options.secret ? await createSecretKey(pool, options.secret) : null
        const sources = await listSources(pool)
        if (options.json) console.log(JSON.stringify({ sources, secret }, null, 2))
        else {
          const width = Math.max(...sources.map(({ name }) => name.length), 0)
          for (const { name, writeKey } of sources) console.log(`${name.padEnd(width)}  ${writeKey}`)
          if (secret) console.log(`\nSecret key of ${options.secret}, shown this once:\n${secret}`)
        }
      } finally {
        await database.close()
      }
    })
}
