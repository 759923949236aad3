/** Criteria as questions that can be said to somebody, and answers with where they come from. */
import type { Criterion, CriterionKind } from '@baton/engine'
import { sayId } from './names.ts'
import { sayNumber } from './numbers.ts'
import { sayValue } from './where.ts'

const QUESTIONS: Readonly<Record<CriterionKind, (name: string) => string>> = {
  money: (name) => `What can you spend on this (${name})?`,
  choice: (name) => `Which of these is it (${name})?`,
  text: (name) => `What should we know about the ${name}?`,
  months: (name) => `In how many months (${name})?`,
  number: (name) => `How many (${name})?`,
  'yes-no': (name) => `Is that so: ${name}?`,
}

/** What to ask: the agreement's question, or a plain one by its kind. */
export function sayQuestion(criterion: Pick<Criterion, 'id' | 'ask' | 'question'>): string {
  return criterion.question ?? QUESTIONS[criterion.ask](sayId(criterion.id).toLowerCase())
}

/** An answer in the unit that was asked for: `12,000`, `6 months`, `yes`. */
export function sayAnswer(ask: CriterionKind, value: string | number | boolean): string {
  if (ask === 'months' && typeof value === 'number')
    return `${sayNumber(value)} ${value === 1 ? 'month' : 'months'}`
  return sayValue(value)
}

const SOURCES: Readonly<Record<string, string>> = {
  call: 'on a call',
  meeting: 'in a meeting',
  email: 'by mail',
  form: 'on a form',
  inferred: 'inferred',
}

/** Who said it and where: `Ada Byron, on a call`. */
export function sayAnswerSource(source: string | null, saidBy: string | null): string {
  const how = source === null ? null : (SOURCES[source] ?? source)
  if (saidBy === null) return how ?? 'source not noted'
  return how === null ? saidBy : `${saidBy}, ${how}`
}
