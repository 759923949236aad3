/**
 * What one person does before and beside sales: visits, the moment they give contact data, mails. How often and in
 * what follows from hidden kind and intent; points and agreements play no part in it.
 */
import { browsingDay, browsingTime, DAY, HOUR, MINUTE, nextWebinar, wholeMs } from './calendar.ts'
import { MAILS, PAGES, TRADE_SHOWS } from './content.ts'
import { serverDraft, webDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Kind, Person } from './people.ts'
import type { Random } from './random.ts'
import { drawAct, IDENTIFYING, ONCE, visit } from './sessions.ts'
import type { Act } from './sessions.ts'

export interface Journey {
  readonly drafts: readonly Draft[]
  /** When contact data became known; null for who stays a visitor. */
  readonly identifiedAt: number | null
}

export function engagementOf(
  random: Random,
  person: Person,
  arrivalDay: number,
  becomesLead: boolean,
): Journey {
  if (person.source.id === 'outbound') return outboundJourney(random, person, arrivalDay)
  if (person.source.id === 'trade-show') return metJourney(random, person, arrivalDay)
  return webJourney(random, person, arrivalDay, becomesLead)
}

function webJourney(random: Random, person: Person, arrivalDay: number, becomesLead: boolean): Journey {
  const count = 1 + random.count(moreVisits(person))
  const identifyingVisit = becomesLead ? Math.min(count - 1, Math.floor(random.exponential(0.8))) : -1
  const drafts: Draft[] = []
  const done = new Set<Act>()
  let identifiedAt: number | null = null
  let day = arrivalDay
  for (let number = 0; number < count; number++) {
    const mustIdentify = number === identifyingVisit
    let act = number === 0 && !mustIdentify ? 'none' : drawAct(random, person, done, mustIdentify)
    if (!becomesLead && IDENTIFYING.has(act)) act = 'none'
    const device = random.chance(0.12) ? 1 : 0
    const made = visit(
      random,
      person,
      browsingTime(random, day, person.offset, atWork(person.kind)),
      act,
      device,
    )
    drafts.push(...made.drafts)
    if (ONCE.has(act)) done.add(act)
    if (identifiedAt === null && IDENTIFYING.has(act)) identifiedAt = made.actAt
    day = browsingDay(random, day + 1 + Math.floor(random.exponential(gapDays(person))), atWork(person.kind))
  }
  if (identifiedAt !== null) drafts.push(...mailDrafts(random, person, identifiedAt))
  return { drafts, identifiedAt }
}

/** Met at a stand: contact data first, website afterwards. */
function metJourney(random: Random, person: Person, day: number): Journey {
  const at = wholeMs(day * DAY + random.between(9, 17) * HOUR)
  const met = serverDraft(at, 'Event Attended', { title: TRADE_SHOWS[day % TRADE_SHOWS.length]! })
  return { drafts: [met, ...followUps(random, person, day, at)], identifiedAt: at }
}

/** Chosen by sales: known from the first moment, and most never look at the website. */
function outboundJourney(random: Random, person: Person, day: number): Journey {
  const at = wholeMs(day * DAY + random.between(8, 15) * HOUR)
  return { drafts: followUps(random, person, day, at), identifiedAt: at }
}

function followUps(random: Random, person: Person, day: number, knownAt: number): Draft[] {
  const drafts = mailDrafts(random, person, knownAt)
  const count = random.count(moreVisits(person) * 0.8)
  const done = new Set<Act>()
  let next = day
  for (let number = 0; number < count; number++) {
    next = browsingDay(
      random,
      next + 1 + Math.floor(random.exponential(gapDays(person))),
      atWork(person.kind),
    )
    const act = drawAct(random, person, done, false)
    if (ONCE.has(act)) done.add(act)
    const start = browsingTime(random, next, person.offset, atWork(person.kind))
    drafts.push(...visit(random, person, start, act, 0).drafts)
  }
  return drafts
}

/** People who come back after a rest: a few visits in quick order, at least one of them serious. */
export function returnVisits(random: Random, person: Person, fromTime: number): Draft[] {
  const drafts: Draft[] = []
  let day = Math.floor(fromTime / DAY)
  const count = 2 + random.count(2)
  for (let number = 0; number < count; number++) {
    day = browsingDay(random, day + 1 + Math.floor(random.exponential(3)), 0.85)
    const act = number === count - 1 && random.chance(0.55) ? 'demo' : drawAct(random, person, ONCE, false)
    const start = browsingTime(random, day, person.offset, 0.85)
    drafts.push(...visit(random, person, start, act, 0).drafts)
  }
  return drafts
}

/** Mean number of visits after the first. */
function moreVisits(person: Person): number {
  switch (person.kind) {
    case 'buyer':
      return 1.5 + 7 * person.intent
    case 'content-collector':
      return 7
    case 'student':
      return 4
    case 'competitor':
      return 5
    case 'job-seeker':
      return 2
    case 'accidental':
      return 0.15
  }
}

/** Mean days between visits; who means it comes back sooner. */
function gapDays(person: Person): number {
  return person.kind === 'buyer' ? 11 - 7 * person.intent : 9
}

function atWork(kind: Kind): number {
  return kind === 'student' || kind === 'job-seeker' ? 0.35 : 0.86
}

/** Mails go out on Tuesdays and Thursdays to everybody with contact data, until they unsubscribe or half a year is over. */
function mailDrafts(random: Random, person: Person, knownAt: number): Draft[] {
  const drafts: Draft[] = []
  const opens = person.kind === 'content-collector' ? 0.48 : 0.14 + 0.4 * person.intent
  const clicks = person.kind === 'content-collector' ? 0.3 : 0.1 + 0.3 * person.intent
  const leaves = person.kind === 'accidental' || person.kind === 'job-seeker' ? 0.09 : 0.018
  const mails = 2 + random.count(5)
  let week = Math.floor(knownAt / DAY) + 2
  for (let number = 0; number < mails; number++) {
    const sentAt = mailSlot(week, number) + (person.index % 1800) * 1000
    const mail = MAILS[number % MAILS.length]!
    drafts.push(serverDraft(sentAt, 'Email Sent', mail))
    if (random.chance(leaves)) {
      drafts.push(serverDraft(wholeMs(sentAt + random.exponential(5) * HOUR), 'Email Unsubscribed'))
      break
    }
    if (random.chance(opens)) drafts.push(...openDrafts(random, sentAt, mail, clicks))
    week += 14 + random.below(10)
  }
  return drafts
}

/** 09:00 UTC on the first Tuesday or Thursday from that day on. */
function mailSlot(fromDay: number, number: number): number {
  // Webinar invitations go out a week ahead of the webinar.
  if (number % MAILS.length === 4)
    return Math.max(nextWebinar(fromDay * DAY + 7 * DAY) - 7 * DAY - 5 * HOUR, fromDay * DAY)
  let day = fromDay
  while ((day + 3) % 7 !== 1 && (day + 3) % 7 !== 3) day++
  return day * DAY + 9 * HOUR
}

function openDrafts(random: Random, sentAt: number, mail: Draft['properties'], clicks: number): Draft[] {
  const openedAt = wholeMs(sentAt + (0.05 + random.exponential(7)) * HOUR)
  const drafts = [serverDraft(openedAt, 'Email Opened', mail)]
  if (!random.chance(clicks)) return drafts
  const clickedAt = wholeMs(openedAt + random.between(0.2, 4) * MINUTE)
  const page = random.pick(mail.campaign === 'product-news' ? PAGES.product : PAGES.blog)
  drafts.push(
    serverDraft(clickedAt, 'Email Clicked', { campaign: mail.campaign!, link: page.path! }),
    webDraft(clickedAt + 1500, 'Page Viewed', { ...page, seconds: 8 + Math.floor(random.exponential(40)) }),
  )
  return drafts
}
