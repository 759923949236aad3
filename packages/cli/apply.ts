/** `baton apply`: proposes an agreement as the next version of a server's, and signs it where told to. */
import { agreementVersionSchema, judgingSchema, signedSchema, type Signed } from '@baton/protocol'
import { Command, Option } from 'commander'
import { setTimeout } from 'node:timers/promises'
import { askServer, keyOption, serverOption } from './ask-server.ts'
import { readText } from './read-text.ts'

interface ApplyOptions {
  readonly server: string
  readonly key?: string
  readonly note: string
  readonly at?: string
  readonly sign: readonly ('marketing' | 'sales')[]
  readonly by?: string
  readonly wait?: boolean
  readonly json?: boolean
}

export function applyCommand(): Command {
  return new Command('apply')
    .description('Propose an agreement as the next version; in force once marketing and sales have signed it')
    .argument('<agreement.yaml>', 'the agreement')
    .option('--note <text>', 'why, for the list of versions', '')
    .option('--at <time>', 'in force from then on, once signed: 2027-01-04T08:00:00Z', readMoment)
    .addOption(
      new Option('--sign <side>', 'sign for this side; may be given twice')
        .choices(['marketing', 'sales'])
        .argParser<readonly string[]>((side, before) => [...before, sideOf(side)])
        .default([]),
    )
    .option('--by <name>', 'who signs')
    .option('--wait', 'once it is in force, wait until everybody is judged under it')
    .option('--json', 'print version and signatures as JSON')
    .addOption(serverOption())
    .addOption(keyOption())
    .addHelpText(
      'after',
      `
Needs a secret key: make one with "baton keys --secret NAME". Going back to an earlier agreement is applying its document again.

Exit codes: 0 proposed (and signed, where told to); 1 refused, or no server.

Example:
  $ baton apply candidate.yaml --note "pricing pages count less"
  $ baton apply candidate.yaml --sign marketing --sign sales --by "Mara Lind" --wait`,
    )
    .action(async (file: string, options: ApplyOptions) => {
      await apply(file, options)
    })
}

function sideOf(side: string): string {
  if (side === 'marketing' || side === 'sales') return side
  throw new Error(`A side is marketing or sales, not "${side}".`)
}

function readMoment(text: string): string {
  const time = Date.parse(text)
  if (Number.isFinite(time) && /T.*(Z|[+-]\d\d:\d\d)$/.test(text)) return new Date(time).toISOString()
  throw new Error(`--at takes a moment with its zone, such as 2027-01-04T08:00:00Z, not "${text}".`)
}

async function apply(
  file: string,
  { server, key, note, at, sign, by, wait, json }: ApplyOptions,
): Promise<void> {
  if (sign.length > 0 && !by) throw new Error('Who signs? Say it with --by NAME.')
  const body = { document: readText(file), note, inForceAt: at ?? null }
  const proposed = await askServer(server, '/api/agreement/versions', agreementVersionSchema, { body, key })
  const { version, hash } = proposed
  let signed: Signed = { version, inForce: false, inForceFrom: null, signatures: [] }
  for (const side of sign) {
    const path = `/api/agreement/versions/${version}/signatures`
    signed = await askServer(server, path, signedSchema, { body: { side, name: by }, key })
  }
  if (signed.inForce && wait) await everybodyJudged(server, key)
  if (json) return console.log(JSON.stringify({ ...signed, hash }))
  console.log(`Version ${version} is proposed (${hash.slice(0, 12)}).`)
  for (const { side, name } of signed.signatures) console.log(`Signed for ${side} by ${name}.`)
  const missing = ['marketing', 'sales'].filter((side) => !signed.signatures.some((one) => one.side === side))
  if (missing.length > 0) console.log(`Not in force yet: ${missing.join(' and ')} must sign.`)
  else if (!signed.inForce) console.log(`In force from ${signed.inForceFrom} on.`)
  else
    console.log(
      wait ? 'In force; everybody is judged under it.' : 'In force; everybody is being judged under it.',
    )
}

const LOOK_EVERY_MS = 200

async function everybodyJudged(server: string, key: string | undefined): Promise<void> {
  for (;;) {
    const { underWay } = await askServer(server, '/api/agreement/judging', judgingSchema, { key })
    if (!underWay) return
    if (process.stderr.isTTY) process.stderr.write(`\rjudged ${underWay.judged} of ${underWay.leads} leads `)
    await setTimeout(LOOK_EVERY_MS)
  }
}
