/** The screens, who sees them in the navigation, and in which order. No React. */
import type { Role } from '@baton/protocol'
import { reachOf } from '@baton/protocol/permissions'
import { DIALECTS, type Dialect } from '@baton/words'
import type { RouteName } from '../api/paths.ts'

export type ScreenName =
  | 'home'
  | 'queue'
  | 'team'
  | 'triage'
  | 'leads'
  | 'pipeline'
  | 'reports'
  | 'contests'
  | 'playbook'
  | 'agreement'
  | 'studio'
  | 'sources'
  | 'events'
  | 'imports'
  | 'duplicates'
  | 'forms'
  | 'content'
  | 'segments'
  | 'mails'
  | 'programs'
  | 'sending'
  | 'privacy'
  | 'people'

export interface Screen {
  readonly to: `/${ScreenName}`
  /** The route that the screen stands on: whoever may not read it does not see the screen. */
  readonly route: RouteName
  /** The second key after `g`. */
  readonly key: string
}

export const SCREENS: Readonly<Record<ScreenName, Screen>> = {
  home: { to: '/home', route: 'report', key: 'h' },
  queue: { to: '/queue', route: 'queue', key: 'q' },
  team: { to: '/team', route: 'teamView', key: 't' },
  triage: { to: '/triage', route: 'triage', key: 'r' },
  leads: { to: '/leads', route: 'leads', key: 'l' },
  pipeline: { to: '/pipeline', route: 'opportunities', key: 'p' },
  reports: { to: '/reports', route: 'report', key: 'o' },
  contests: { to: '/contests', route: 'contests', key: 'c' },
  playbook: { to: '/playbook', route: 'playbook', key: 'b' },
  agreement: { to: '/agreement', route: 'agreement', key: 'a' },
  studio: { to: '/studio', route: 'drafts', key: 'd' },
  sources: { to: '/sources', route: 'sources', key: 's' },
  events: { to: '/events', route: 'eventLog', key: 'v' },
  imports: { to: '/imports', route: 'imports', key: 'i' },
  duplicates: { to: '/duplicates', route: 'duplicates', key: 'u' },
  forms: { to: '/forms', route: 'forms', key: 'f' },
  content: { to: '/content', route: 'content', key: 'k' },
  segments: { to: '/segments', route: 'segments', key: 'g' },
  mails: { to: '/mails', route: 'mails', key: 'm' },
  programs: { to: '/programs', route: 'programs', key: 'n' },
  sending: { to: '/sending', route: 'sending', key: 'w' },
  privacy: { to: '/privacy', route: 'purposes', key: 'y' },
  people: { to: '/people', route: 'people', key: 'e' },
}

/** What a role works with, first things first. Other screens that it may see are found with the command palette. */
const ORDER: Readonly<Record<Role, readonly ScreenName[]>> = {
  rep: ['queue', 'leads', 'pipeline', 'playbook', 'agreement'],
  manager: [
    'home',
    'team',
    'queue',
    'triage',
    'leads',
    'pipeline',
    'reports',
    'contests',
    'agreement',
    'studio',
    'playbook',
    'sources',
  ],
  marketing: [
    'home',
    'leads',
    'reports',
    'forms',
    'content',
    'segments',
    'mails',
    'programs',
    'sending',
    'agreement',
    'studio',
    'contests',
    'sources',
    'events',
    'imports',
    'duplicates',
    'playbook',
  ],
  admin: [
    'home',
    'leads',
    'team',
    'triage',
    'pipeline',
    'reports',
    'contests',
    'agreement',
    'studio',
    'playbook',
    'forms',
    'content',
    'segments',
    'mails',
    'programs',
    'sending',
    'sources',
    'events',
    'imports',
    'duplicates',
    'privacy',
    'people',
  ],
  viewer: ['home', 'leads', 'pipeline', 'reports', 'playbook', 'agreement', 'sources'],
}

export function screensOf(role: Role): readonly ScreenName[] {
  return ORDER[role]
}

/** All screens that a role may see, those it works with first. */
export function reachableScreens(role: Role): readonly ScreenName[] {
  const all = Object.keys(SCREENS) as ScreenName[]
  const more = all.filter((name) => !ORDER[role].includes(name) && mayOpen(role, name))
  return [...ORDER[role], ...more]
}

export function mayOpen(role: Role, name: ScreenName): boolean {
  return reachOf(SCREENS[name].route, role) !== null
}

/** Where a role begins its day. */
export function homeOf(role: Role): `/${ScreenName}` {
  return role === 'rep' ? '/queue' : '/home'
}

export function sayScreen(name: ScreenName, dialect: Dialect): string {
  const words = DIALECTS[dialect]
  switch (name) {
    case 'home':
      return 'Home'
    case 'queue':
      return 'My queue'
    case 'team':
      return 'Team'
    case 'triage':
      return 'Triage'
    case 'leads':
      return words.leadsTitle
    case 'pipeline':
      return words.pipelineTitle
    case 'reports':
      return 'Reports'
    case 'contests':
      return words.contestsTitle
    case 'playbook':
      return words.playbookTitle
    case 'agreement':
      return 'Agreement'
    case 'studio':
      return 'Studio'
    case 'sources':
      return 'Sources'
    case 'events':
      return 'Events'
    case 'imports':
      return 'Imports'
    case 'duplicates':
      return 'Duplicates'
    case 'forms':
      return 'Forms'
    case 'content':
      return 'Content'
    case 'segments':
      return 'Segments'
    case 'mails':
      return 'Mails'
    case 'programs':
      return 'Programs'
    case 'sending':
      return 'Sending'
    case 'privacy':
      return 'Privacy'
    case 'people':
      return 'People'
  }
}

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  admin: 'Administrator',
  marketing: 'Marketing',
  manager: 'Sales manager',
  rep: 'Sales rep',
  viewer: 'Viewer',
}

export function sayRole(role: Role): string {
  return ROLE_NAMES[role]
}
