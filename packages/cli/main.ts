/** `baton`: one file per verb, listed here. */
import { Command } from 'commander'
import { importCommand } from './import.ts'
import { applyCommand } from './apply.ts'
import { checkCommand } from './check.ts'
import { demoCommand } from './demo.ts'
import { doctorCommand } from './doctor.ts'
import { explainCommand } from './explain.ts'
import { keysCommand } from './keys.ts'
import { planCommand } from './plan.ts'
import { replayCommand } from './replay.ts'
import { serveCommand } from './serve.ts'

const VERBS = [
  demoCommand,
  serveCommand,
  importCommand,
  checkCommand,
  replayCommand,
  planCommand,
  applyCommand,
  explainCommand,
  keysCommand,
  doctorCommand,
]

const program = new Command('baton')
  .description(
    'Lead qualification in which the definition of a good lead is one shared, versioned agreement.',
  )
  .version('0.1.0')
  .showHelpAfterError('(baton --help lists the verbs)')

for (const verb of VERBS) program.addCommand(verb())

try {
  await program.parseAsync()
} catch (error) {
  console.error(process.env['BATON_DEBUG'] ? error : (error as Error).message)
  process.exitCode = 1
}
