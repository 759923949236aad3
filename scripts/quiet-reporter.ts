/** A reporter for node:test that says what failed and what was skipped, and counts the rest. */
import { inspect } from 'node:util'
import type { TestEvent } from 'node:test/reporters'

export default async function* quietReporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const count = { passed: 0, failed: 0, skipped: 0 }
  for await (const event of source) {
    if (event.type === 'test:stderr' || event.type === 'test:stdout') continue
    if (event.type === 'test:fail') {
      // A file or suite that fails because a test in it failed is not a failure of its own.
      const cause = event.data.details.error.cause
      const isEcho =
        String((event.data.details.error as { failureType?: string }).failureType) === 'subtestsFailed'
      if (isEcho) continue
      count.failed += 1
      yield `✖ ${event.data.name}\n  ${event.data.file ?? ''}:${event.data.line ?? ''}\n${indented(cause ?? event.data.details.error)}\n`
    }
    if (event.type === 'test:pass' && event.data.details.type !== 'suite') {
      if (event.data.skip !== undefined) {
        count.skipped += 1
        yield `- skipped: ${event.data.name}${typeof event.data.skip === 'string' ? ` (${event.data.skip})` : ''}\n`
      } else if (!isFile(event.data.name)) {
        count.passed += 1
      }
    }
  }
  yield `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`
}

function isFile(name: string): boolean {
  return name.endsWith('.ts')
}

function indented(error: unknown): string {
  return inspect(error, { colors: process.stdout.isTTY }).replace(/^/gm, '  ')
}
