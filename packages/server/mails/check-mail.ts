/** What is wrong with a letter, by the fields that are known in this installation. */
import { checkLetter, type KnownToLetters, type LetterDocument, type LetterProblem } from '@baton/letters'
import type { Catalogue } from '@baton/engine'
import type pg from 'pg'
import { catalogueNow } from '../agreements/index.ts'

export async function checkStanding(
  client: pg.Pool | pg.ClientBase,
  letter: LetterDocument,
): Promise<readonly LetterProblem[]> {
  return checkLetter(letter, knownFrom(await catalogueNow(client)))
}

function knownFrom({ lead, company }: Catalogue): KnownToLetters {
  const names = (fields: Catalogue['lead']) => fields.map(({ name }) => name)
  return { leadFields: names(lead), companyFields: names(company) }
}
