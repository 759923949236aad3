/** Who works at Northbeam: invented people whom the demo company signs in as by a click. */

export interface DemoPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: 'admin' | 'marketing' | 'manager' | 'rep' | 'viewer'
  readonly teams: readonly string[]
  /** Handoffs at one time. */
  readonly capacity: number
  /** In the agreement's notation, on one line. */
  readonly hours: string
  /** One line for whoever chooses whom to sign in as. */
  readonly about: string
}

const BERLIN = 'Europe/Berlin mon-thu 09:00-18:00, fri 09:00-15:00'
const MADRID = 'Europe/Madrid mon-fri 09:30-18:30'
const LONDON = 'Europe/London mon-fri 08:30-17:00'
const NEW_YORK = 'America/New_York mon-fri 09:00-17:30'
const SAO_PAULO = 'America/Sao_Paulo mon-fri 09:00-18:00'
const SINGAPORE = 'Asia/Singapore mon-fri 09:00-18:00'

function person(
  number: number,
  name: string,
  role: DemoPerson['role'],
  more: Pick<DemoPerson, 'hours' | 'about'> & Partial<DemoPerson>,
): DemoPerson {
  return {
    id: `0d3e0000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    name,
    email: `${name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(' ', '.')}@northbeam.example`,
    role,
    teams: [],
    capacity: 20,
    ...more,
  }
}

const EMEA = { teams: ['emea'] }
const REST = { teams: ['rest'] }

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  person(1, 'Wanda Okonski', 'admin', {
    hours: BERLIN,
    about: 'Runs operations: people, teams and all of Baton',
  }),
  person(2, 'Mara Lindqvist', 'marketing', { hours: BERLIN, about: 'Leads marketing and signs for it' }),
  person(3, 'Ilias Brandt', 'marketing', {
    hours: MADRID,
    about: 'Campaigns, and what became of their leads',
  }),
  person(4, 'Selma Voss', 'manager', {
    ...EMEA,
    capacity: 0,
    hours: BERLIN,
    about: 'Leads sales in EMEA and signs for sales',
  }),
  person(5, 'Grant Hollis', 'manager', {
    ...REST,
    capacity: 0,
    hours: NEW_YORK,
    about: 'Leads sales in the rest of the world',
  }),
  person(6, 'Jonas Pfeil', 'rep', {
    ...EMEA,
    capacity: 25,
    hours: BERLIN,
    about: 'Sells in Germany and around',
  }),
  person(7, 'Núria Casals', 'rep', {
    ...EMEA,
    capacity: 20,
    hours: MADRID,
    about: 'Sells in Spain and Italy',
  }),
  person(8, 'Owen Tregear', 'rep', {
    ...EMEA,
    capacity: 30,
    hours: LONDON,
    about: 'Sells in Britain and the north',
  }),
  person(9, 'Dana Whitlock', 'rep', {
    ...REST,
    capacity: 30,
    hours: NEW_YORK,
    about: 'Sells in North America',
  }),
  person(10, 'Caio Ferraz', 'rep', {
    ...REST,
    capacity: 20,
    hours: SAO_PAULO,
    about: 'Sells in South America',
  }),
  person(11, 'Mei Tanoto', 'rep', {
    ...REST,
    capacity: 15,
    hours: SINGAPORE,
    about: 'Sells in Asia, half of the week',
  }),
  person(12, 'Ruth Adeyemi', 'viewer', {
    hours: LONDON,
    about: 'Finance: sees how it goes, and nobody’s name',
  }),
]
