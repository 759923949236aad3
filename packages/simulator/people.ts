/** Invented people. Names come from word lists by country; no two people of one company share a name. */
import type { Company } from './companies.ts'
import { clamp, randomOf } from './random.ts'
import type { Random } from './random.ts'
import type { Source } from './sources.ts'

/** Hidden: what somebody is really here for. All but the buyer are noise to a qualification. */
export type Kind = 'buyer' | 'content-collector' | 'student' | 'competitor' | 'job-seeker' | 'accidental'

export type Seniority = 'intern' | 'student' | 'specialist' | 'manager' | 'director' | 'vp' | 'c-level'
export type EmailClass = 'business' | 'free' | 'disposable'

export interface Person {
  readonly index: number
  readonly kind: Kind
  readonly source: Source
  readonly campaign: string | null
  /** Null where somebody never says where they work. */
  readonly company: Company | null
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly emailClass: EmailClass
  readonly title: string
  readonly seniority: Seniority
  readonly department: string
  readonly country: string
  readonly offset: number
  /** Hidden, 0 to 1: how well person and company suit the product. */
  readonly fit: number
  /** Hidden, 0 to 1: how seriously they look for one. */
  readonly intent: number
}

export interface PersonPlace {
  readonly seed: number
  readonly index: number
  readonly company: Company
  /** How many people of the company come before; keeps names apart. */
  readonly ordinal: number
  readonly source: Source
  readonly becomesLead: boolean
}

const PEOPLE_STREAM = 23

export function personOf(place: PersonPlace): Person {
  const { seed, index, company, ordinal, source } = place
  const random = randomOf(seed, PEOPLE_STREAM, index)
  const kind = drawKind(random, place)
  const seniority = drawSeniority(random, kind)
  const [department, departmentSuits] = random.weighted(DEPARTMENTS)
  const emailClass = drawEmailClass(random, kind)
  const employer = kind === 'student' || (emailClass !== 'business' && random.chance(0.45)) ? null : company
  const [first, last] = nameOf(seed, company, ordinal)
  const personSuits = 0.25 + 0.75 * SENIORITY_SUITS[seniority] * departmentSuits
  return {
    index,
    kind,
    source,
    campaign: source.campaigns.length > 0 && random.chance(0.9) ? random.pick(source.campaigns) : null,
    company: employer,
    firstName: shown(first),
    lastName: shown(last),
    email: emailOf(first, last, index, emailClass, company.domain),
    emailClass,
    title: titleOf(seniority, department),
    seniority,
    department,
    country: company.country,
    offset: company.offset,
    fit: kind === 'student' ? 0.02 : (employer === null ? 0.35 : 1) * company.fit * personSuits,
    intent: drawIntent(random, kind, source),
  }
}

function drawKind(random: Random, { company, source, becomesLead }: PersonPlace): Kind {
  if (company.segment === 'competitor') return 'competitor'
  // Outbound people are chosen by sales, so they are nobody's noise.
  if (source.id === 'outbound') return 'buyer'
  if (!becomesLead) return random.weighted(VISITORS)
  return random.weighted<Kind>([
    ['buyer', 60],
    ['content-collector', 17 * source.collectors],
    ['student', 8 * source.collectors],
    ['job-seeker', 4],
    ['accidental', 4],
  ])
}

const VISITORS: readonly (readonly [Kind, number])[] = [
  ['accidental', 48],
  ['job-seeker', 22],
  ['buyer', 18],
  ['student', 12],
]

function drawSeniority(random: Random, kind: Kind): Seniority {
  if (kind === 'student') return random.chance(0.85) ? 'student' : 'intern'
  if (kind === 'job-seeker') return random.weighted([['intern', 3] as const, ['specialist', 6] as const])
  return random.weighted<Seniority>(kind === 'content-collector' ? COLLECTORS : BUYERS)
}

const BUYERS: readonly (readonly [Seniority, number])[] = [
  ['intern', 2],
  ['specialist', 26],
  ['manager', 34],
  ['director', 20],
  ['vp', 10],
  ['c-level', 8],
]
const COLLECTORS: readonly (readonly [Seniority, number])[] = [
  ['intern', 10],
  ['specialist', 52],
  ['manager', 28],
  ['director', 8],
  ['vp', 1],
  ['c-level', 1],
]

const SENIORITY_SUITS: Readonly<Record<Seniority, number>> = {
  student: 0,
  intern: 0.1,
  specialist: 0.45,
  manager: 0.8,
  director: 1,
  vp: 0.95,
  'c-level': 0.85,
}

const DEPARTMENTS: readonly (readonly [readonly [string, number], number])[] = [
  [['operations', 1], 28],
  [['revenue operations', 1], 16],
  [['it', 0.85], 18],
  [['product', 0.8], 10],
  [['finance', 0.75], 10],
  [['marketing', 0.55], 12],
  [['people', 0.3], 6],
]

function drawEmailClass(random: Random, kind: Kind): EmailClass {
  if (kind === 'student' || kind === 'job-seeker') return random.chance(0.8) ? 'free' : 'business'
  if (kind === 'accidental') return random.weighted([['free', 6] as const, ['disposable', 4] as const])
  if (kind === 'competitor') return random.weighted([['business', 7] as const, ['free', 3] as const])
  const drawn = random.next()
  return drawn < 0.86 ? 'business' : drawn < 0.98 ? 'free' : 'disposable'
}

function drawIntent(random: Random, kind: Kind, source: Source): number {
  if (kind === 'buyer') return clamp(source.intent + 0.24 * random.normal(), 0.02, 1)
  return clamp(0.06 + 0.04 * random.normal(), 0, 0.2)
}

function titleOf(seniority: Seniority, department: string): string {
  const area = department === 'it' ? 'IT' : department.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
  if (seniority === 'student') return 'Student'
  if (seniority === 'c-level') return CHIEFS[department]!
  if (seniority === 'vp') return `VP ${area}`
  if (seniority === 'director') return `Director of ${area}`
  if (seniority === 'manager') return `${area} Manager`
  return seniority === 'intern' ? `${area} Intern` : `${area} Specialist`
}

const CHIEFS: Readonly<Record<string, string>> = {
  operations: 'COO',
  'revenue operations': 'Chief Revenue Officer',
  it: 'CIO',
  product: 'Chief Product Officer',
  finance: 'CFO',
  marketing: 'CMO',
  people: 'Chief People Officer',
}

/** The walk through first and last names has a stride prime to their number, so ordinals never share a name. */
function nameOf(seed: number, company: Company, ordinal: number): readonly [string, string] {
  const [firsts, lasts] = NAMES[company.country]!
  const space = firsts.length * lasts.length
  const at = (randomOf(seed, PEOPLE_STREAM, 1, company.index).below(space) + ordinal * 101) % space
  return [firsts[at % firsts.length]!, lasts[Math.floor(at / firsts.length)]!]
}

function emailOf(first: string, last: string, index: number, kind: EmailClass, domain: string): string {
  const local = `${latin(first)}.${latin(last)}`
  if (kind === 'business') return `${local}@${domain}`
  const host = kind === 'free' ? FREE_HOSTS[index % FREE_HOSTS.length] : 'tenminutes.example'
  return `${local}.${index.toString(36)}@${host}`
}

const FREE_HOSTS = ['freemail.example', 'postbox.example', 'mymail.example']

/** A list entry is `name`, or `name|latin` where the name is not written in Latin letters. */
function shown(entry: string): string {
  return entry.split('|')[0]!
}

function latin(entry: string): string {
  const written = entry.split('|').at(-1)!.toLowerCase()
  const plain = written.replace(/[łøđßæœıñ]/g, (letter) => LATIN[letter] ?? letter)
  return plain.normalize('NFD').replace(/[^a-z]/g, '')
}

const LATIN: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ñ: 'n',
}

const ENGLISH = [
  'Ada Ben Clara Dylan Erin Felix Grace Hugo Isla Jonah Keira Liam Maya Noah Orla Piers Quinn Rosa Seth Tess Uma Vince Wren Zoë',
  'Ashgrove Bellweather Coldstream Dunmarsh Elderfen Foxhollow Greywater Hartledge Ironwood Kestrel Larkmoor Millbeck Northgate Oakhurst Pennywell Ravensby Stonebrook Thornvale Underhill Wexcombe',
]
const LISTS: Readonly<Record<string, readonly string[]>> = {
  DE: [
    'Anke Björn Carla Detlef Elke Falk Greta Hannes Ilse Jürgen Katja Lars Mareike Nils Ottilie Rüdiger Silke Thorsten Ute Wolf',
    'Birkenfeld Dornbusch Eichengrün Föhrwald Großbach Hagebutt Kieselbrück Lindenhof Moosbrugger Nußberger Quellmann Rosengarth Schönwasser Tannhofer Uferstein Wiesengrund Zaunkönig',
  ],
  FR: [
    'Aurélie Benoît Chloé Didier Élodie Fabrice Gaëlle Hervé Inès Jérôme Léa Mathieu Noémie Océane Rémi Solène Théo Yannick',
    'Beauchêne Clairefontaine Deschamps-Noirs Fontargent Grandpré Hautbois Joliberge Lavandière Montclairet Noisetier Petitruisseau Rochevert Sauveterre-Bleu Valmorin',
  ],
  ES: [
    'Alba Begoña Carlos Dolores Eneko Íñigo José Lucía Martín Núria Óscar Pilar Raúl Sofía Tomás Úrsula Víctor Ximena',
    'Aguaclara Buenavega Campoalto Delmonte-Río Encinar Fuenteseca Llanoverde Molinero-Peña Olivarejo Piedrahonda Robledal Sierralta Vallehermoso',
  ],
  PL: [
    'Agnieszka Bartosz Celina Dariusz Elżbieta Grażyna Hubert Iwona Jacek Kasia Łukasz Małgorzata Paweł Radosław Stanisław Urszula Zbigniew',
    'Brzozowiak Cisowicz Dębogórski Grabowiec Jaworzynek Kłosiński Łąkowski Modrzewiak Olszewiec Rzeczkowiak Świerkosz Topolarz Źródlak Żytowicz',
  ],
  SE: [
    'Åsa Björn Cecilia Erik Freja Göran Hedda Ingvar Jonna Kjell Linnéa Måns Nora Örjan Pia Sören Tove Ulf Ylva',
    'Almdalen Björkhage Ekliden Furuvik Granåker Hedlunda Kvarnbäck Lövström Mossberga Nyängen Rönnskog Strandäng Tallmo Åkervall Österholt',
  ],
  TR: [
    'Ayşe Barış Çağla Deniz Elif Fırat Gökhan Işıl Kaan Leyla Mert Nilüfer Oğuz Pınar Selin Tuğba Ümit Yiğit Zeynep',
    'Akçadere Bozkıroğlu Çamlıbelen Demirdağlı Gökpınar Ilgazlı Karaçayır Ovacıkoğlu Şelalecan Taşköprülü Ulukavak Yeşilırmaklı',
  ],
  GR: [
    'Ελένη|Eleni Νίκος|Nikos Μαρία|Maria Γιώργος|Giorgos Σοφία|Sofia Δημήτρης|Dimitris Άννα|Anna Πέτρος|Petros Ιωάννα|Ioanna',
    'Θαλασσινάκης|Thalassinakis Πετρόβουνος|Petrovounos Ελαιώνας|Elaionas Αμπελίδης|Ampelidis Ποταμιάνου|Potamianou Κυπαρίσσης|Kyparissis Λιβαδάς|Livadas',
  ],
  BR: [
    'Ana Bruno Conceição Davi Estêvão Flávia Gonçalo Helena Iara João Luíza Márcio Natália Otávio Patrícia Renã Thaís Zé',
    'Araucária Bonfim-Alto Campoverde Dourados-Lima Flordasserra Jacarandá Lagoazul Morroalegre Pedravelha Ribeirão-Novo Serratalhada Vargem-Grande',
  ],
  MX: [
    'Abril Beto Citlali Diego Emilia Fermín Gloria Héctor Itzel Julián Lupita Matías Nayeli Rocío Saúl Tadeo Yolotl',
    'Arroyoseco Barrancas-Luna Cerroverde Mezquital Nopalera Ocotillo Palofierro Riogrande-Paz Sabinal Tierrablanca Zacatal',
  ],
  JP: [
    '美咲|Misaki 健太|Kenta 陽菜|Hina 大輔|Daisuke 葵|Aoi 翔|Sho 千尋|Chihiro 蓮|Ren 結衣|Yui 拓海|Takumi 楓|Kaede',
    '霧島原|Kirishimahara 青柳沢|Aoyagisawa 白樺野|Shirakabano 月見丘|Tsukimioka 川瀬橋|Kawasebashi 桜木谷|Sakuragidani 石灯|Ishitomori',
  ],
  IN: [
    'Aarav Bhavna Chetan Divya Esha Farhan Gauri Harish Ishaan Jaya Kabir Lakshmi Manav Nisha Ojas Priya Rohan Sunita Tara Vikram',
    'Amravan Banyanwala Chandrapur Devghar Ganganwal Himshikha Kamalpur Mangrove-Rao Neelgiriya Palashwal Rangoliya Sagarvel Tulsipur',
  ],
}

/** No stride of 101 shares a factor with any of these products: every list is shorter than 101. */
const NAMES: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = Object.fromEntries(
  [...Object.keys(LISTS), 'GB', 'US', 'CA', 'AU'].map((country) => {
    const [firsts, lasts] = LISTS[country] ?? ENGLISH
    return [country, [firsts!.split(' '), lasts!.split(' ')] as const]
  }),
)
