/**
 * Nothing is stored or sent before it may be: with consent where that is asked for, with a key, and by a page that somebody
 * sees and no browser has only prepared. What happens until then waits in memory, and a refusal drops it.
 */
import { listen } from './listen.ts'
import { settings, setKey, writeKey } from './script.ts'

const WAITING_MAX = 100

const { globalPrivacyControl } = navigator as { readonly globalPrivacyControl?: boolean }
const page = document as { readonly prerendering?: boolean }

/** Undefined: not asked yet. */
let answer: boolean | undefined =
  settings.consent === 'required' || globalPrivacyControl === true ? undefined : true
let waiting: (() => void)[] = []

export function isAllowed(): boolean {
  return !!(answer && writeKey() && !page.prerendering)
}

export function whenAllowed(act: () => void): void {
  if (isAllowed()) act()
  else if (answer !== false && waiting.length < WAITING_MAX) waiting.push(act)
}

function letIn(): void {
  if (!isAllowed()) return
  waiting.forEach((act) => act())
  waiting = []
}

listen(document, 'prerenderingchange', letIn)

export function takeKey(key: string | undefined): void {
  setKey(key)
  letIn()
}

export function takeAnswer(given: boolean): void {
  answer = given
  if (given) letIn()
  else waiting = []
}
