/**
 * Whether a hit of a mail was a person or a machine that looks for malware, fetches ahead or indexes. No single sign decides
 * but a trap, a method that no mail program uses, or a person who goes on by hand; the others weigh, each by how much more
 * often machines show it than people do, and the sum decides. Weights are natural logarithms of such ratios, rounded.
 *
 * Pure: the same hits give the same verdicts whenever they are looked at, so what is settled can be looked at again.
 */
import { isCrawler } from '../events/index.ts'

/** Rises when a change of this file could judge a hit otherwise. */
export const CLASSIFIER = 1

export interface Hit {
  readonly eventId: string
  readonly leadId: string
  /** Which mail it was, to whom. */
  readonly sending: string
  readonly link: string | null
  readonly isTrap: boolean
  readonly method: string
  readonly userAgent: string
  readonly hasLanguage: boolean
  readonly network: string | null
  readonly isHosted: boolean | null
  /** Milliseconds since 1970-01-01 UTC. */
  readonly sentAt: number | null
  readonly at: number
}

/** What the same lead did on our pages in the minute after a hit. */
export type FollowUp = 'nothing' | 'looked' | 'acted'

export interface Surroundings {
  /** Hits of the same sending, itself included. */
  readonly ofSending: readonly Hit[]
  /** Other hits from the same network within ten minutes of this one, either way. */
  readonly ofNetwork: readonly Hit[]
  readonly followUp: FollowUp
  /** Whether links of this installation lead to pages that would tell of a visit. */
  readonly isFollowUpExpected: boolean
}

export type Sign =
  | 'trap'
  | 'method'
  | 'gateway'
  | 'crawler'
  | 'no-browser'
  | 'no-language'
  | 'at-once'
  | 'soon'
  | 'every-link'
  | 'hosted'
  | 'many-recipients'
  | 'no-visit'
  | 'visited'
  | 'acted'
  | 'read-first'
  | 'ordinary'

export interface Verdict {
  readonly mark: 'human' | 'machine' | 'unknown'
  /** What spoke for and against it, the weightiest first. */
  readonly reasons: readonly Sign[]
  readonly weight: number
}

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** Above: a machine. Below its negative: a person. Between: nobody can tell, and it does not count. */
const SURE = 1

export function classifyHit(hit: Hit, surroundings: Surroundings): Verdict {
  const signs = [
    ...decisiveSigns(hit, surroundings),
    ...signsOfClient(hit),
    ...signsOfTime(hit, surroundings),
  ]
  const weight = signs.reduce((sum, [, one]) => sum + one, 0)
  return {
    mark: weight >= SURE ? 'machine' : weight <= -SURE ? 'human' : 'unknown',
    reasons: signs.toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a)).map(([sign]) => sign),
    weight,
  }
}

type Weighed = readonly [sign: Sign, weight: number]

function decisiveSigns(hit: Hit, { ofSending, followUp }: Surroundings): Weighed[] {
  const signs: Weighed[] = []
  // Whoever follows a link that cannot be seen reads the mail as a program, and so does all that comes with it.
  const isTrapped = ofSending.some(
    (other) => other.isTrap && other.network === hit.network && other.userAgent === hit.userAgent,
  )
  if (hit.isTrap || isTrapped) signs.push(['trap', 20])
  if (hit.method !== '' && hit.method !== 'GET' && hit.method !== 'POST') signs.push(['method', 10])
  if (followUp === 'acted') signs.push(['acted', -9])
  if (followUp === 'looked') signs.push(['visited', -3])
  return signs
}

/** What gateways call themselves, where they do: Barracuda, Mimecast, Proofpoint, Microsoft's and Google's own fetchers. */
const GATEWAYS =
  /barracuda|mimecast|proofpoint|ironport|trendmicro|symantec|fireeye|messagelabs|safelinks|sophos|googleimageproxy|yahoomailproxy|ms-office|microsoft office|skypeuripreview|slackbot|linkcheck|urlscan/i
const BROWSER = /^Mozilla\/5\.0 \(.{5,}\).*(?:Gecko|WebKit|Trident)/

function signsOfClient({ userAgent, hasLanguage, isHosted }: Hit): Weighed[] {
  const signs: Weighed[] = []
  if (GATEWAYS.test(userAgent)) signs.push(['gateway', 6])
  else if (isCrawler(userAgent)) signs.push(['crawler', 6])
  // Apple's relay, and many a scanner, says no more than that.
  else if (!BROWSER.test(userAgent)) signs.push(['no-browser', userAgent === '' ? 1 : 3])
  if (!hasLanguage) signs.push(['no-language', 2])
  else if (BROWSER.test(userAgent)) signs.push(['ordinary', -2])
  if (isHosted) signs.push(['hosted', 2])
  return signs
}

function signsOfTime(
  hit: Hit,
  { ofSending, ofNetwork, followUp, isFollowUpExpected }: Surroundings,
): Weighed[] {
  const signs: Weighed[] = []
  const age = hit.sentAt === null ? null : hit.at - hit.sentAt
  if (age !== null && age < 10 * SECOND) signs.push(['at-once', age < 3 * SECOND ? 5 : 3])
  else if (age !== null && age < 45 * SECOND) signs.push(['soon', 1])
  else if (age !== null && age > 10 * MINUTE) signs.push(['read-first', -1])
  const together = ofSending.filter(
    (other) =>
      other.link !== null && other.network === hit.network && Math.abs(other.at - hit.at) <= 5 * SECOND,
  )
  if (new Set(together.map(({ link }) => link)).size >= 3) signs.push(['every-link', 4])
  // An office has one address too; but its people do not read their mail in the same minute.
  const atThatMinute = ofNetwork.filter((other) => Math.abs(other.at - hit.at) <= MINUTE)
  const recipients = (hits: readonly Hit[]) => new Set(hits.map(({ sending }) => sending)).size
  if (recipients(atThatMinute) >= 5) signs.push(['many-recipients', 4])
  else if (recipients(ofNetwork) >= 8) signs.push(['many-recipients', 2])
  if (isFollowUpExpected && followUp === 'nothing' && hit.link !== null) signs.push(['no-visit', 1])
  return signs
}
