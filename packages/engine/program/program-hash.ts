/** The identity of a program's meaning: however it is spelt, laid out or commented, equal meaning has an equal hash. */
import { canonicalForm } from '../agreement/agreement-hash.ts'
import { sha256 } from '../agreement/sha256.ts'
import type { Program } from './program.ts'

/** SHA-256 of the canonical form, in hexadecimal. */
export function programHash(program: Program): string {
  return sha256(canonicalForm(program))
}
