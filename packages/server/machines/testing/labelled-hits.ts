/**
 * Hits of which it is known who made them: scanners, relays and people as reports of their habits describe them, with the
 * people who look like machines and the machines that look like people. Seeded, so that a figure can be had again.
 */
import type { FollowUp, Hit } from '../classify-hits.ts'

export interface LabelledHit {
  readonly hit: Hit
  readonly truth: 'human' | 'machine'
  readonly kind: string
  readonly followUp: FollowUp
}

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148'
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
const EDGE_OLD = 'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko'
const BROWSERS = [CHROME, SAFARI, FIREFOX]
const LINKS = ['/guide', '/pricing', '/webinar', '/case', '/unsubscribe']
const SECOND = 1_000
const MINUTE = 60 * SECOND

interface Habit {
  readonly kind: string
  readonly truth: LabelledHit['truth']
  readonly share: number
  /** The hits of one mail to one person. */
  readonly make: (make: Making) => readonly Partial<Hit & { followUp: FollowUp }>[]
}

interface Making {
  readonly random: (below: number) => number
  readonly chance: (percent: number) => boolean
  readonly pick: <Item>(items: readonly Item[]) => Item
  readonly network: string
  /** One that several habits of the same kind share: an office, a scanner's data centre. */
  readonly shared: (kind: string, of: number) => string
}

const every = (links: readonly string[], age: number, apart: number, more: Partial<Hit>) =>
  links.map((link, index) => ({ link, at: age + index * apart, ...more }))

const HABITS: readonly Habit[] = [
  {
    kind: 'Safe Links detonation',
    truth: 'machine',
    share: 14,
    make: ({ random, chance, shared }) =>
      every(LINKS.slice(0, 2 + random(4)), 4 * SECOND + random(300 * SECOND), 300 + random(900), {
        userAgent: chance(60) ? CHROME : EDGE_OLD,
        hasLanguage: chance(35),
        isHosted: chance(85) ? true : null,
        network: shared('safelinks', 6),
        method: chance(15) ? 'HEAD' : 'GET',
      }),
  },
  {
    kind: 'Proofpoint',
    truth: 'machine',
    share: 12,
    make: ({ random, chance, shared }) =>
      every(LINKS, 1 * SECOND + random(20 * SECOND), 50 + random(200), {
        userAgent: chance(50) ? CHROME : 'Mozilla/5.0',
        hasLanguage: false,
        isHosted: true,
        network: shared('proofpoint', 4),
      }),
  },
  {
    kind: 'Mimecast',
    truth: 'machine',
    share: 10,
    make: ({ random, chance, shared }) =>
      every(LINKS.slice(0, 3), 2 * SECOND + random(40 * SECOND), 100, {
        userAgent: chance(30) ? 'Mimecast Link Scan' : CHROME,
        hasLanguage: chance(20),
        isHosted: chance(70) ? true : null,
        network: shared('mimecast', 4),
      }),
  },
  {
    kind: 'Barracuda',
    truth: 'machine',
    share: 10,
    make: ({ random, shared }) => [
      ...every(LINKS, 500 + random(3 * SECOND), 20, {
        userAgent: 'Mozilla/5.0 (compatible; Barracuda Sentinel)',
        hasLanguage: false,
        isHosted: null,
        network: shared('barracuda', 3),
      }),
      {
        link: '/trap',
        isTrap: true,
        at: 4 * SECOND,
        userAgent: 'Mozilla/5.0 (compatible; Barracuda Sentinel)',
        network: shared('barracuda', 3),
      },
    ],
  },
  {
    kind: 'careful sandbox',
    truth: 'machine',
    share: 6,
    make: ({ random, shared }) =>
      every(LINKS.slice(0, 1 + random(2)), 20 * SECOND + random(5 * MINUTE), 2_000, {
        userAgent: CHROME,
        hasLanguage: true,
        isHosted: true,
        network: shared('sandbox', 3),
      }),
  },
  {
    kind: 'Gmail image proxy',
    truth: 'machine',
    share: 8,
    make: ({ random, shared }) => [
      {
        link: null,
        at: random(120 * MINUTE),
        userAgent:
          'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
        hasLanguage: false,
        isHosted: true,
        network: shared('gmail', 5),
      },
    ],
  },
  {
    kind: 'Apple mail privacy',
    truth: 'machine',
    share: 8,
    make: ({ random, shared }) => [
      {
        link: null,
        at: 2 * MINUTE + random(300 * MINUTE),
        userAgent: 'Mozilla/5.0',
        hasLanguage: false,
        isHosted: null,
        network: shared('apple', 20),
      },
    ],
  },
  {
    kind: 'link preview',
    truth: 'machine',
    share: 4,
    make: ({ random, pick }) => [
      {
        link: '/guide',
        at: random(600 * MINUTE),
        userAgent: pick([
          'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
          'facebookexternalhit/1.1',
          'TelegramBot (like TwitterBot)',
        ]),
        hasLanguage: false,
        isHosted: true,
      },
    ],
  },
  {
    kind: 'person at a desk',
    truth: 'human',
    share: 26,
    make: ({ random, chance, pick }) => [
      {
        link: pick(LINKS.slice(0, 4)),
        at: MINUTE + random(2_000 * MINUTE),
        userAgent: pick(BROWSERS),
        hasLanguage: true,
        isHosted: null,
        followUp: chance(75) ? 'acted' : chance(60) ? 'looked' : 'nothing',
      },
    ],
  },
  {
    kind: 'person who reads all',
    truth: 'human',
    share: 6,
    make: ({ random, pick }) =>
      every(LINKS.slice(0, 3), 2 * MINUTE + random(500 * MINUTE), 20 * SECOND + random(60 * SECOND), {
        userAgent: pick(BROWSERS),
        hasLanguage: true,
        isHosted: null,
      }).map((hit) => ({ ...hit, followUp: 'acted' as const })),
  },
  {
    kind: 'quick person',
    truth: 'human',
    share: 5,
    make: ({ random, chance, pick }) => [
      {
        link: '/guide',
        at: 6 * SECOND + random(30 * SECOND),
        userAgent: pick(BROWSERS),
        hasLanguage: true,
        isHosted: null,
        followUp: chance(80) ? 'acted' : 'looked',
      },
    ],
  },
  {
    kind: 'person behind a company proxy',
    truth: 'human',
    share: 7,
    make: ({ random, chance, shared }) => [
      {
        link: '/pricing',
        at: 5 * MINUTE + random(900 * MINUTE),
        userAgent: CHROME,
        hasLanguage: true,
        isHosted: true,
        network: shared('proxy', 8),
        followUp: chance(70) ? 'acted' : 'looked',
      },
    ],
  },
  {
    kind: 'person with a blocker',
    truth: 'human',
    share: 6,
    make: ({ random, chance }) => [
      {
        link: '/case',
        at: 3 * MINUTE + random(900 * MINUTE),
        userAgent: FIREFOX,
        hasLanguage: chance(92),
        isHosted: chance(8) ? true : null,
        followUp: 'nothing' as const,
      },
    ],
  },
  {
    kind: 'office that reads at nine',
    truth: 'human',
    share: 8,
    make: ({ random, chance, pick, shared }) => [
      {
        link: pick(LINKS.slice(0, 3)),
        at: 60 * MINUTE + random(20 * MINUTE),
        userAgent: pick(BROWSERS),
        hasLanguage: true,
        isHosted: null,
        network: shared('office', 3),
        followUp: chance(80) ? 'acted' : 'looked',
      },
    ],
  },
]

const SENT_AT = Date.UTC(2026, 9, 5, 7)

/** At least that many hits, of mails sent over some hours. */
export function labelledHits(atLeast: number, seed = 1): readonly LabelledHit[] {
  let state = seed
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const total = HABITS.reduce((sum, { share }) => sum + share, 0)
  const made: LabelledHit[] = []
  for (let mail = 0; made.length < atLeast; mail += 1) {
    let at = random(total)
    const habit = HABITS.find(({ share }) => (at -= share) < 0)!
    const making: Making = {
      random,
      chance: (percent) => random(100) < percent,
      pick: (items) => items[random(items.length)]!,
      network: `net-${mail}`,
      shared: (kind, of) => `${kind}-${random(of)}`,
    }
    const sentAt = SENT_AT + random(600) * MINUTE
    const network = making.network
    let own: string | undefined
    for (const [index, { followUp = 'nothing', ...some }] of habit.make(making).entries()) {
      // One machine or person keeps its address while it reads one mail.
      own ??= some.network ?? network
      const hit: Hit = {
        eventId: `event-${mail}-${index}`,
        leadId: `lead-${mail}`,
        sending: `sending-${mail}`,
        link: null,
        isTrap: false,
        method: 'GET',
        userAgent: '',
        hasLanguage: false,
        isHosted: null,
        ...some,
        network: own,
        sentAt,
        at: sentAt + (some.at ?? 0),
      }
      made.push({ hit, truth: habit.truth, kind: habit.kind, followUp })
    }
  }
  return made
}
