/** Words of a round's result that are about numbers. */
import type { CalibrationResult } from '@baton/protocol'
import { sayCount } from '@baton/words'

/** J. R. Landis, G. G. Koch, Biometrics 33 (1977), 159–174: cut where it is round, as they say themselves. */
export const CONVENTION: readonly { readonly upTo: number; readonly word: string }[] = [
  { upTo: 0, word: 'poor' },
  { upTo: 0.2, word: 'slight' },
  { upTo: 0.4, word: 'fair' },
  { upTo: 0.6, word: 'moderate' },
  { upTo: 0.8, word: 'substantial' },
  { upTo: 1, word: 'almost perfect' },
]

export function sayConvention(kappa: number): string {
  return CONVENTION.find(({ upTo }, index) => (index === 0 ? kappa < upTo : kappa <= upTo))!.word
}

/** `0.42`, `−0.05`. */
export function sayKappa(kappa: number): string {
  const text = Math.abs(kappa).toFixed(2)
  return kappa < 0 && Number(text) !== 0 ? `−${text}` : text
}

/** What the figure means; the interval decides how much is claimed. */
export function sayAgreementBeyondChance({
  kappa,
  low,
  high,
  n,
  tooFew,
}: CalibrationResult['kappa']): string {
  if (tooFew) return `${sayCount(n)} leads are too few to say how far you agree beyond chance.`
  if (kappa === null)
    return 'Both sides gave every lead the same answer. Chance would have agreed as well, so nothing is said about how far you mean the same.'
  if (low > 0) {
    const [from, to] = [sayConvention(low), sayConvention(high)]
    return `You agree more than chance would: by convention ${from === to ? from : `between ${from} and ${to}`}.`
  }
  if (high < 0) return 'You agree less than chance would: what one side wants, the other does not.'
  return 'Chance alone could have made you agree as much.'
}

/** A p value, never said to be nothing. */
export function sayP(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`
}
