/** What a document agrees on, or the refusal that says what is wrong with it and where. */
import { type Agreement, type Catalogue, compileAgreement, readAgreement, runExamples } from '@baton/engine'
import { isZone, zoneOffsets } from '@baton/zones'
import { Refusal } from '../platform/http/refusal.ts'

/** @throws Refusal `invalid_agreement` with every problem */
export function readDocument(document: string, catalogue: Catalogue): Agreement {
  const { agreement, problems } = readAgreement(document, catalogue)
  if (!agreement) {
    throw new Refusal('invalid_agreement', 'The document is not an agreement.', {
      problems: problems.map(({ line, column, path, found, expected, remedy }) => ({
        path: `${line}:${column} ${path}`.trim(),
        message: `found ${found}, expected ${expected}; ${remedy}`,
      })),
    })
  }
  const { zone } = agreement.handoff.hours ?? {}
  if (zone !== undefined && !isZone(zone)) {
    const problem = {
      path: 'handoff.hours.zone',
      message: `found ${zone}, expected a time zone that is known here`,
    }
    throw new Refusal('invalid_agreement', 'The document is not an agreement.', { problems: [problem] })
  }
  return agreement
}

/**
 * The same, of an agreement that its own golden leads bear out.
 *
 * @throws Refusal `invalid_agreement`, also with every golden lead that comes out otherwise than agreed
 */
export function agreedBy(document: string, catalogue: Catalogue): Agreement {
  const agreement = readDocument(document, catalogue)
  const failed = runExamples(compileAgreement(agreement, catalogue, zoneOffsets)).filter(
    ({ passed }) => !passed,
  )
  if (failed.length > 0) {
    throw new Refusal('invalid_agreement', 'Golden leads come out otherwise than agreed.', {
      problems: failed.map(({ name, expected, observed }) => ({
        path: `examples: ${name}`,
        message: `expected ${JSON.stringify(expected)}, observed ${JSON.stringify(observed)}`,
      })),
    })
  }
  return agreement
}
