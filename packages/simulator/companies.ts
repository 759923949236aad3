/** Invented companies. Every company is a function of the seed and its index, so none has to be kept. */
import { randomOf } from './random.ts'
import type { Random } from './random.ts'

export type Region = 'emea' | 'americas' | 'apac'
export type Segment = 'customer-profile' | 'competitor' | 'partner'

export interface Company {
  readonly index: number
  readonly id: string
  readonly name: string
  readonly domain: string
  readonly industry: string
  readonly employees: number
  /** Euros a year. */
  readonly revenue: number
  readonly region: Region
  readonly country: string
  /** Hours east of UTC. */
  readonly offset: number
  readonly segment: Segment | null
  /** Hidden: how well the company suits the product, 0 to 1. */
  readonly fit: number
}

const COMPANY_STREAM = 11

export function companyOf(seed: number, index: number): Company {
  const random = randomOf(seed, COMPANY_STREAM, index)
  const [industry, suits] = random.weighted(INDUSTRIES)
  const [region, regionSuits] = random.weighted(REGIONS)
  const [country, offset] = random.weighted(COUNTRIES[region])
  const employees = drawEmployees(random)
  const fit = Math.sqrt(suits * sizeSuits(employees)) * regionSuits
  const stem = stemOf(seed, index)
  return {
    index,
    id: `c-${index + 1}`,
    name: `${stem} ${random.pick(TAILS[industry]!)}`,
    domain: `${stem.toLowerCase()}.example`,
    industry,
    employees,
    revenue: Math.floor(employees * random.between(60, 240)) * 1000,
    region,
    country,
    offset,
    segment: drawSegment(random, industry, fit),
    fit,
  }
}

const INDUSTRIES: readonly (readonly [readonly [string, number], number])[] = [
  [['software', 1], 24],
  [['finance', 0.85], 14],
  [['logistics', 0.75], 10],
  [['manufacturing', 0.6], 16],
  [['healthcare', 0.5], 10],
  [['agency', 0.35], 10],
  [['retail', 0.32], 10],
  [['education', 0.15], 6],
]

const REGIONS: readonly (readonly [readonly [Region, number], number])[] = [
  [['emea', 1], 52],
  [['americas', 0.92], 33],
  [['apac', 0.62], 15],
]

const COUNTRIES: Readonly<Record<Region, readonly (readonly [readonly [string, number], number])[]>> = {
  emea: [
    [['DE', 1], 24],
    [['GB', 0], 18],
    [['FR', 1], 12],
    [['ES', 1], 9],
    [['PL', 1], 9],
    [['SE', 1], 7],
    [['TR', 3], 6],
    [['GR', 2], 4],
  ],
  americas: [
    [['US', -5], 64],
    [['CA', -5], 14],
    [['BR', -3], 16],
    [['MX', -6], 6],
  ],
  apac: [
    [['JP', 9], 32],
    [['IN', 5], 40],
    [['AU', 10], 28],
  ],
}

/** Skewed to small companies, with a long tail. */
function drawEmployees(random: Random): number {
  const [low, high] = random.weighted<readonly [number, number]>([
    [[2, 10], 17],
    [[10, 50], 25],
    [[50, 250], 27],
    [[250, 1000], 18],
    [[1000, 5000], 9],
    [[5000, 40000], 4],
  ])
  const u = random.next()
  return Math.floor(low + (high - low) * u * u)
}

function sizeSuits(employees: number): number {
  if (employees < 10) return 0.06
  if (employees < 50) return 0.38
  if (employees <= 1000) return 1
  if (employees <= 5000) return 0.7
  return 0.4
}

function drawSegment(random: Random, industry: string, fit: number): Segment | null {
  const drawn = random.next()
  if (industry === 'software' && drawn < 0.05) return 'competitor'
  if (industry === 'agency' && drawn < 0.18) return 'partner'
  return fit > 0.72 && drawn > 0.35 ? 'customer-profile' : null
}

/** Distinct for every index below 26,180; later ones carry a number. */
function stemOf(seed: number, index: number): string {
  const space = HEADS.length * MIDDLES.length * ENDS.length
  const start = randomOf(seed, COMPANY_STREAM).below(space)
  // 7919 is prime and no factor of the space, so the walk meets every combination once.
  const at = (start + (index % space) * 7919) % space
  const head = HEADS[at % HEADS.length]!
  const middle = MIDDLES[Math.floor(at / HEADS.length) % MIDDLES.length]!
  const end = ENDS[Math.floor(at / (HEADS.length * MIDDLES.length))]!
  const round = Math.floor(index / space)
  return head + middle + end + (round === 0 ? '' : String(round + 1))
}

const HEADS = (
  'Vel Nor Bra Kes Tal Mer Quo Zan Fer Lum Hal Dor Pex Sil Ost Gra Rin Cal Bex Tro ' +
  'Wen Ard Jor Kli Pol Ulm Xen Yar Eld Fin Gol Hyd Ivo Mak'
).split(' ')
const MIDDLES = 'mo ta ri ve lo di na bu se ka ru ne li fa go pe ti wo za hu mi de'.split(' ')
const ENDS =
  'ra nix lon via dex sta mar tis quor len dra fex gan sol ven pax rim tor zen bis lia nor cus tra wex'
    .split(' ')
    .concat('phon kel mund dal ris stead berg holm lux nova'.split(' '))

const TAILS: Readonly<Record<string, readonly string[]>> = {
  software: ['Software', 'Systems', 'Labs', 'Cloud'],
  finance: ['Finance', 'Capital', 'Leasing', 'Payments'],
  logistics: ['Logistics', 'Freight', 'Transport'],
  manufacturing: ['Works', 'Industries', 'Components', 'Machinery'],
  healthcare: ['Health', 'Clinics', 'Care'],
  agency: ['Agency', 'Partners', 'Studio'],
  retail: ['Retail', 'Stores', 'Market'],
  education: ['Institute', 'Academy', 'University'],
}
