/** A problem found while reading a document: where it is, what is there, what would be right, and what to do. */

export type ProblemCode =
  | 'yaml' // not readable as YAML at all
  | 'missing' // a required key is absent
  | 'unknown-key' // a key the language does not have
  | 'wrong-type' // a text where a number belongs, and the like
  | 'bad-value' // right type, but a value that is not allowed
  | 'bad-id' // an id that is not kebab-case
  | 'duplicate' // the same id twice
  | 'unknown-reference' // a name that nothing defines
  | 'not-catalogued' // an event or field that the catalogue does not have
  | 'personal' // a personal field used as a condition
  | 'unreachable' // a clause that can never matter
  | 'too-large' // beyond the bounds of the language

export interface Problem {
  readonly code: ProblemCode
  /** An error stops the agreement from being used; a warning does not. */
  readonly severity: 'error' | 'warning'
  /** Where in the document: `mql.tiers[0].clock`. */
  readonly path: string
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
  readonly found: string
  readonly expected: string
  readonly remedy: string
}
