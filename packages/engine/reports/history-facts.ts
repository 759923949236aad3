/** What a frame tells about its leads: where they came from, who they are, what they did first, what was paid. */
import { type Catalogue, findEvent } from '../catalogue/catalogue.ts'
import { trustRank, type Value } from '../event.ts'
import { timeAt, type Frame } from '../replay/index.ts'
import { GrowingCodes, GrowingColumn, Names } from './growing.ts'
import { type Coded, type LeadDimension, type Moments, NEVER, type Payments } from './journeys.ts'

/** What is said of deals, in order of time within each lead. */
export interface DealNote {
  /** Position of the lead in the frame. */
  readonly lead: number
  readonly at: number
  readonly event: string
  readonly amount: number | null
  readonly currency: string | null
  readonly reason: string | null
}

/** Runs by position of the lead in the frame. */
export interface HistoryFacts {
  readonly seenAt: Float64Array
  readonly activeAt: Float64Array
  readonly dimensions: Readonly<Record<LeadDimension, Coded>>
  readonly acts: Moments
  readonly contents: Moments
  readonly reads: Moments
  readonly renewals: Payments
  readonly deals: readonly DealNote[]
}

const FIELDS: Partial<Readonly<Record<LeadDimension, string>>> = {
  source: 'lead.source',
  medium: 'lead.medium',
  campaign: 'lead.campaign',
  'landing-page': 'lead.landing_page',
  persona: 'lead.persona',
  seniority: 'lead.seniority',
  country: 'company.country',
  industry: 'company.industry',
  size: 'company.employees',
  region: 'company.region',
}

/** Upper ends of the bands that companies are counted in by their employees. */
const SIZES: readonly (readonly [most: number, name: string])[] = [
  [9, '1 to 9'],
  [49, '10 to 49'],
  [249, '50 to 249'],
  [999, '250 to 999'],
  [4999, '1,000 to 4,999'],
  [NEVER, '5,000 and more'],
]

/** What people took, by the events that say so. */
const CONTENT_EVENTS: ReadonlySet<string> = new Set([
  'Content Downloaded',
  'File Downloaded',
  'Webinar Registered',
  'Webinar Attended',
  'Video Watched',
])
/** What people read on the site itself is content where its pages say that they belong to the blog. */
const READ_EVENTS: ReadonlySet<string> = new Set(['Page Viewed', 'Page Read'])
const READ_GROUP = 'blog'
const DEAL_EVENTS: ReadonlySet<string> = new Set([
  'Opportunity Opened',
  'Opportunity Changed',
  'Opportunity Won',
  'Opportunity Lost',
])

/** What an event of a shape is to reports. */
interface Meaning {
  /** Code among the acts; 0: nothing that the lead did. */
  readonly act: number
  readonly content: number
  readonly read: number
  readonly form: string | null
  readonly isDeal: boolean
  readonly isRenewal: boolean
}

export function historyFacts(frame: Frame, catalogue: Catalogue): HistoryFacts {
  const count = frame.leads.length
  const acts = new FirstMoments()
  const contents = new FirstMoments()
  const reads = new FirstMoments()
  const meanings = frame.shapes.map((shape) => meaningOf(shape, catalogue, { acts, contents, reads }))
  const [form, content] = [new GrowingCodes(), new GrowingCodes()]
  const renewals = new PaymentRows()
  const deals: DealNote[] = []
  const seenAt = new Float64Array(count).fill(NEVER)
  const activeAt = new Float64Array(count).fill(-NEVER)
  for (let lead = 0; lead < count; lead++) {
    acts.begin()
    contents.begin()
    reads.begin()
    renewals.begin()
    let firstForm: string | null = null
    let firstContent = 0
    const end = frame.offsets[lead + 1]!
    for (let position = frame.offsets[lead]!; position < end; position++) {
      const meaning = meanings[frame.shape[position]!]!
      if (meaning === null) continue
      const at = timeAt(frame, position)
      if (at < seenAt[lead]!) seenAt[lead] = at
      if (meaning.act > 0) {
        acts.note(meaning.act, at)
        activeAt[lead] = at
      }
      if (meaning.content > 0) {
        contents.note(meaning.content, at)
        if (firstContent === 0) firstContent = meaning.content
      }
      if (meaning.read > 0) reads.note(meaning.read, at)
      firstForm ??= meaning.form
      if (meaning.isDeal) deals.push(dealNote(frame, lead, position, at))
      if (meaning.isRenewal) renewals.push(at, frame.shapes[frame.shape[position]!]!.properties)
    }
    form.push(firstForm)
    content.push(firstContent === 0 ? null : contents.names.names[firstContent])
  }
  return {
    seenAt,
    activeAt,
    dimensions: { ...factDimensions(frame, catalogue), form: form.done(), content: content.done() },
    acts: acts.done(),
    contents: contents.done(),
    reads: reads.done(),
    renewals: renewals.done(),
    deals,
  }
}

function meaningOf(
  { name, colleague, properties }: Frame['shapes'][number],
  catalogue: Catalogue,
  { acts, contents, reads }: Readonly<Record<'acts' | 'contents' | 'reads', FirstMoments>>,
): Meaning | null {
  if (colleague) return null
  const side = findEvent(catalogue, name)?.side ?? 'engagement'
  const title = CONTENT_EVENTS.has(name) ? textOf(properties['title'] ?? properties['file']) : null
  const isRead = READ_EVENTS.has(name) && properties['page_group'] === READ_GROUP
  const page = isRead ? textOf(properties['path'] ?? properties['title']) : null
  return {
    act: side === 'engagement' ? acts.names.code(name) : 0,
    content: title === null ? 0 : contents.names.code(title),
    read: page === null ? 0 : reads.names.code(page),
    form: name === 'Form Submitted' ? textOf(properties['form']) : null,
    isDeal: DEAL_EVENTS.has(name),
    isRenewal: name === 'Customer Renewed',
  }
}

function dealNote(frame: Frame, lead: number, position: number, at: number): DealNote {
  const { name, properties } = frame.shapes[frame.shape[position]!]!
  return {
    lead,
    at,
    event: name,
    amount: amountOf(properties['amount']),
    currency: textOf(properties['currency']),
    reason: textOf(properties['reason']),
  }
}

function textOf(value: Value | null | undefined): string | null {
  return value === null || value === undefined || value === '' ? null : String(value)
}

function amountOf(value: Value | null | undefined): number | null {
  const amount = typeof value === 'string' ? Number.parseFloat(value) : value
  return typeof amount === 'number' && Number.isFinite(amount) ? amount : null
}

/** The first time of each thing in each run. A lead does a few dozen different things at most. */
class FirstMoments {
  readonly names = new Names()
  readonly #offsets: number[] = []
  readonly #at = new GrowingColumn(Float64Array)
  readonly #what = new GrowingColumn(Uint32Array)
  /** By code: the run in which it was last met. */
  #metIn: number[] = []

  begin(): void {
    this.#offsets.push(this.#at.length)
  }

  note(code: number, at: number): void {
    const run = this.#offsets.length
    if (this.#metIn[code] === run) return
    this.#metIn[code] = run
    this.#at.push(at)
    this.#what.push(code)
  }

  done(): Moments {
    return {
      offsets: Uint32Array.from([...this.#offsets, this.#at.length]),
      at: this.#at.done(),
      what: { codes: this.#what.done(), names: this.names.names },
    }
  }
}

class PaymentRows {
  readonly #offsets: number[] = []
  readonly #at = new GrowingColumn(Float64Array)
  readonly #amount = new GrowingColumn(Float64Array)
  readonly #currency = new GrowingCodes()

  begin(): void {
    this.#offsets.push(this.#at.length)
  }

  push(at: number, properties: Readonly<Record<string, Value | null>>): void {
    this.#at.push(at)
    this.#amount.push(amountOf(properties['amount']) ?? Number.NaN)
    this.#currency.push(textOf(properties['currency']))
  }

  done(): Payments {
    return {
      offsets: Uint32Array.from([...this.#offsets, this.#at.length]),
      at: this.#at.done(),
      amount: this.#amount.done(),
      currency: this.#currency.done(),
    }
  }
}

/** Facts as they stand at the end of each history, by the rules of the fold: less trust never overrules more. */
function factDimensions(
  frame: Frame,
  catalogue: Catalogue,
): Readonly<Record<Exclude<LeadDimension, 'form' | 'content'>, Coded>> {
  const first = new Set(catalogue.lead.filter((field) => field.first).map(({ name }) => `lead.${name}`))
  const ranks = Uint8Array.from(frame.shapes, ({ trust }) => trustRank(trust))
  const isColleagues = Uint8Array.from(frame.shapes, ({ colleague }) => Number(colleague))
  const positions = new Map(frame.facts.fields.map(({ ref }, position) => [ref, position]))
  const asked = Object.entries(FIELDS).map(([dimension, ref]) => {
    const position = positions.get(ref)
    const values = position === undefined ? [null] : frame.facts.fields[position]!.values
    const names = new Names()
    return {
      dimension,
      isFirst: first.has(ref),
      isLead: ref.startsWith('lead.'),
      codeOf: Uint32Array.from(values, (value) => names.code(nameOfFact(dimension, value))),
      names: names.names,
      codes: new Uint32Array(frame.leads.length),
      /** Rank of what stands, and one more; 0: nothing does. */
      rank: 0,
      value: 0,
    }
  })
  const byField = new Int32Array(frame.facts.fields.length).fill(-1)
  Object.values(FIELDS).forEach((ref, index) => {
    const position = positions.get(ref)
    if (position !== undefined) byField[position] = index
  })
  const { event, field, value } = frame.facts
  let fact = 0
  for (let lead = 0; lead < frame.leads.length; lead++) {
    for (const one of asked) one.rank = one.value = 0
    const end = frame.offsets[lead + 1]!
    for (; fact < event.length && event[fact]! < end; fact++) {
      const index = byField[field[fact]!]!
      if (index < 0) continue
      const one = asked[index]!
      const shape = frame.shape[event[fact]!]!
      if (one.isLead && isColleagues[shape] === 1) continue
      const rank = ranks[shape]! + 1
      const stands = one.isFirst && one.value !== 0 ? rank > one.rank : rank >= one.rank
      if (!stands) continue
      one.rank = rank
      one.value = value[fact]!
    }
    for (const one of asked) one.codes[lead] = one.codeOf[one.value]!
  }
  return Object.fromEntries(
    asked.map(({ dimension, codes, names }) => [dimension, { codes, names }]),
  ) as unknown as ReturnType<typeof factDimensions>
}

function nameOfFact(dimension: string, value: Value | null): string | null {
  if (dimension !== 'size') return textOf(value)
  const employees = amountOf(value)
  return employees === null || employees < 1 ? null : SIZES.find(([most]) => employees <= most)![1]
}
