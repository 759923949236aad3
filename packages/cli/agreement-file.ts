/** The agreement of a file, read whole or not at all. */
import {
  type Agreement,
  type Catalogue,
  type Problem,
  readAgreement,
  readCatalogue,
  standardCatalogue,
} from '@baton/engine'
import { readText } from './read-text.ts'

/** A program is read against an agreement, so it has to be said against which. */
export function agreementOfProgram(file: string, agreement: string | undefined): string {
  if (agreement !== undefined) return agreement
  throw new Error(
    `${file} is a program: found no --agreement, expected the agreement that its leads are judged by`,
  )
}

/** @throws Error that says every problem */
export function agreementFile(
  file: string,
  catalogueFile: string | undefined,
): { readonly agreement: Agreement; readonly catalogue: Catalogue } {
  const { catalogue, problems: inCatalogue } = catalogueFile
    ? readCatalogue(readText(catalogueFile))
    : { catalogue: standardCatalogue, problems: [] }
  const reading = catalogue ? readAgreement(readText(file), catalogue) : null
  if (catalogue && reading?.agreement) return { agreement: reading.agreement, catalogue }
  throw new Error(reading ? sayProblems(file, reading.problems) : sayProblems(catalogueFile!, inCatalogue))
}

/** One line a problem, each with its place. */
export function sayProblems(file: string, problems: readonly Problem[]): string {
  return problems
    .map(
      ({ line, column, found, expected, remedy }) =>
        `${file}:${line}:${column} found ${found}, expected ${expected}; ${remedy}`,
    )
    .join('\n')
}
