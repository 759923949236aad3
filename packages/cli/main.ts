/** `baton`: one file per verb, listed here. */
import { Command } from 'commander'

/** Read when they are asked for: whoever checks a file does not wait for a server to be loaded. */
const VERBS: Readonly<Record<string, () => Promise<Command>>> = {
  demo: async () => (await import('./demo.ts')).demoCommand(),
  serve: async () => (await import('./serve.ts')).serveCommand(),
  import: async () => (await import('./import.ts')).importCommand(),
  check: async () => (await import('./check.ts')).checkCommand(),
  replay: async () => (await import('./replay.ts')).replayCommand(),
  plan: async () => (await import('./plan.ts')).planCommand(),
  apply: async () => (await import('./apply.ts')).applyCommand(),
  explain: async () => (await import('./explain.ts')).explainCommand(),
  keys: async () => (await import('./keys.ts')).keysCommand(),
  doctor: async () => (await import('./doctor.ts')).doctorCommand(),
}

const program = new Command('baton')
  .description(
    'Lead qualification in which the definition of a good lead is one shared, versioned agreement.',
  )
  .version('0.1.0')
  .showHelpAfterError('(baton --help lists the verbs)')

const asked = process.argv[2] ?? ''
// Help, and whatever is misspelt, needs all of them.
const verbs = Object.hasOwn(VERBS, asked) ? [asked] : Object.keys(VERBS)
for (const verb of verbs) program.addCommand(await VERBS[verb]!())

try {
  await program.parseAsync()
} catch (error) {
  console.error(process.env['BATON_DEBUG'] ? error : (error as Error).message)
  process.exitCode = 1
}
