/** Handoffs in one sentence: why them, why now. */
import { type Catalogue, type Fields, findEvent, type FitReason, type Packet } from '@baton/engine'
import { sayDuration, sayList, sayNumber } from './numbers.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/**
 * `Asked for a demo 2 hours ago; a VP at a software company of 340 people, grade A.` Names nobody, so it may be read by who
 * does not have the handoff yet.
 *
 * @param fit the fit clauses as they stand: what gave points is what makes them fit
 */
export function sayWhyNow(
  packet: Packet,
  {
    catalogue,
    fit,
    nowMs,
  }: { readonly catalogue: Catalogue; readonly fit: readonly FitReason[]; readonly nowMs: number },
): string {
  const who = sayWho(packet, fit)
  const why = sayDeeds(packet, catalogue, nowMs)
  return `${why}; ${who === '' ? '' : `${who}, `}grade ${packet.grade}.`
}

/** The deeds that the promotion rests on, those that counted most first, and when the last of them was. */
function sayDeeds(packet: Packet, catalogue: Catalogue, nowMs: number): string {
  const { reason, events } = packet
  if (reason === null) return `Taken up by sales ${sayLongAgo(packet.at, nowMs)}`
  const evidence = new Set(reason.events)
  const acts = events.filter(
    ({ id, name }) => evidence.has(id) && findEvent(catalogue, name)?.side === 'engagement',
  )
  const last = acts.at(-1)
  if (!last) return `Promoted ${sayLongAgo(packet.at, nowMs)}`
  const points = new Map<string, number>()
  for (const { name, added } of acts) points.set(name, (points.get(name) ?? 0) + added)
  // A deed that gives no points, and still settled the matter, is the matter.
  const worth = (name: string) => points.get(name) || Infinity
  const names = [...points.keys()].toSorted((a, b) => worth(b) - worth(a)).slice(0, DEEDS_SAID)
  const said = sayList(
    names.map((name) => findEvent(catalogue, name)?.about ?? name.toLowerCase()),
    'and',
  )
  return `${said.charAt(0).toUpperCase()}${said.slice(1)} ${sayLongAgo(last.occurredAt, nowMs)}`
}

const DEEDS_SAID = 2

const RANKS: Readonly<Record<string, string>> = {
  vp: 'a VP',
  'c-level': 'an executive',
  intern: 'an intern',
}

/** `a VP at a software company of 340 people`: only what speaks for them. */
function sayWho(
  { lead, company }: { readonly lead: Fields; readonly company: Fields },
  fit: readonly FitReason[],
): string {
  const counted = new Set(
    fit.filter(({ met, gives }) => met && gives > 0).flatMap(({ where }) => where.map(({ field }) => field)),
  )
  return sayKindOfLead({ lead, company }, (field) => counted.has(field))
}

/** `a VP at a software company of 340 people`: what kind of lead it is, naming nobody; empty where nothing is known. */
export function sayKindOfLead(
  { lead, company }: { readonly lead: Fields; readonly company: Fields },
  mayBeSaid: (field: string) => boolean = () => true,
): string {
  const { seniority } = lead
  const { industry, employees } = company
  const isSaid = (field: string, value: unknown) => mayBeSaid(field) && value !== undefined && value !== null
  const rank = isSaid('lead.seniority', seniority)
    ? (RANKS[String(seniority)] ?? `${articleOf(String(seniority))} ${seniority}`)
    : ''
  const kind = isSaid('company.industry', industry) ? `${industry} company` : 'company'
  const size =
    isSaid('company.employees', employees) && typeof employees === 'number'
      ? ` of ${sayNumber(employees)} ${employees === 1 ? 'person' : 'people'}`
      : ''
  if (kind === 'company' && size === '') return rank
  const at = `${articleOf(kind)} ${kind}${size}`
  return rank === '' ? `at ${at}` : `${rank} at ${at}`
}

function articleOf(word: string): string {
  return /^[aeiou]/i.test(word) ? 'an' : 'a'
}

/** `2 hours ago`, in the largest whole unit. */
function sayLongAgo(timeMs: number, nowMs: number): string {
  const passed = nowMs - timeMs
  if (passed < MINUTE_MS) return 'just now'
  const unit = passed < HOUR_MS ? MINUTE_MS : passed < DAY_MS ? HOUR_MS : DAY_MS
  return `${sayDuration(Math.floor(passed / unit) * unit)} ago`
}
