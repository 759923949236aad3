/** `baton plan`: what a changed agreement would have done over the complete history of a server. Changes nothing. */
import { planSchema } from '@baton/protocol'
import { sayComparison } from '@baton/words'
import { Command } from 'commander'
import { basename } from 'node:path'
import { askServer, keyOption, serverOption } from './ask-server.ts'
import { PLAN_EXIT, readCount } from './replay.ts'
import { readText } from './read-text.ts'

interface PlanOptions {
  readonly server: string
  readonly key?: string
  readonly against?: number
  readonly list: number
  readonly json?: boolean
}

export function planCommand(): Command {
  return new Command('plan')
    .description('Show what an agreement would have done over the server’s complete history; changes nothing')
    .argument('<agreement.yaml>', 'the agreement')
    .option('--against <version>', 'version to compare with (default: the one in force)', readCount)
    .option('--list <n>', 'how many leads of each kind to name', readCount, 10)
    .option('--json', 'print the plan as JSON; docs/plan.md says what is in it')
    .addOption(serverOption())
    .addOption(keyOption())
    .addHelpText(
      'after',
      `
Needs a secret key: make one with "baton keys --secret NAME".

Exit codes: 0 no change; 2 a change; 1 an error, such as an agreement that cannot be read.

Example:
  $ baton plan agreements/northbeam-b2b.yaml
  $ baton plan candidate.yaml --against 3 --json > plan.json`,
    )
    .action(async (file: string, options: PlanOptions) => {
      process.exitCode = await planAndSay(file, options)
    })
}

async function planAndSay(file: string, { server, key, against, list, json }: PlanOptions): Promise<number> {
  const body = { document: readText(file), ...(against !== undefined && { against }) }
  const plan = await askServer(server, '/api/agreement/plan', planSchema, { body, key })
  if (json) console.log(JSON.stringify(plan))
  else {
    const names = {
      baseline: `version ${plan.against}`,
      candidate: basename(file),
      lead: (id: string) => {
        const { name, company } = plan.leads[id] ?? { name: null, company: null }
        return `${name ?? id}${company === null ? '' : `, ${company}`}`
      },
    }
    for (const line of sayComparison(plan.comparison, names, list)) console.log(line)
  }
  return plan.comparison.isChange ? PLAN_EXIT.change : PLAN_EXIT.noChange
}
