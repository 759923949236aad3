/** The parts of the events screen, as they stand in its address. */
export const EVENT_TABS = ['live', 'refused', 'uncatalogued', 'sources', 'webhooks'] as const
export type EventTab = (typeof EVENT_TABS)[number]

export const EVENT_TAB_NAMES: Readonly<Record<EventTab, string>> = {
  live: 'Live',
  refused: 'Refused',
  uncatalogued: 'Uncatalogued',
  sources: 'Sources and keys',
  webhooks: 'Webhooks',
}

export interface EventSearch {
  readonly tab?: EventTab
  /** Of the live log. */
  readonly source?: string
  readonly name?: string
  readonly counts?: 'aside'
  /** Id of the webhook that is being mapped. */
  readonly hook?: string
}

export function parseEventSearch(raw: Readonly<Record<string, unknown>>): EventSearch {
  const text = (name: string) => (typeof raw[name] === 'string' && raw[name] !== '' ? raw[name] : undefined)
  const [source, name, hook] = [text('source'), text('name'), text('hook')]
  return {
    ...(EVENT_TABS.includes(raw['tab'] as EventTab) &&
      raw['tab'] !== 'live' && { tab: raw['tab'] as EventTab }),
    ...(source !== undefined && { source }),
    ...(name !== undefined && { name }),
    ...(raw['counts'] === 'aside' && { counts: 'aside' }),
    ...(hook !== undefined && { hook }),
  }
}
