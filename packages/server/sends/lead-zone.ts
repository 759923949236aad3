/** The time zone that a lead lives in, as far as its facts tell: a zone by name, or a country that has only one. */
import { isZone } from '@baton/zones'

export interface PlaceFacts {
  readonly zone: string | null
  /** Code of two letters, or the English name. */
  readonly country: string | null
}

/** Null: not known. Countries of several zones tell none. */
export function zoneOfLead({ zone, country }: PlaceFacts): string | null {
  if (zone !== null && isZone(zone.trim())) return zone.trim()
  const code = country === null ? undefined : codeOfCountry(country)
  return code === undefined ? null : onlyZoneOf(code)
}

const known = new Map<string, string | null>()

function onlyZoneOf(code: string): string | null {
  const before = known.get(code)
  if (before !== undefined) return before
  const zones = new Intl.Locale(`und-${code}`).getTimeZones?.() ?? []
  // Zones that tell the same time the year round are one.
  const differing = new Set(zones.map(yearOf))
  const only = differing.size === 1 ? zones[0]! : null
  known.set(code, only)
  return only
}

/** What its clocks show on the first of each month, which tells zones apart that matter here. */
function yearOf(zone: string): string {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeStyle: 'short', dateStyle: 'short' })
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2026, month, 1))).join()
}

const OTHER_NAMES: readonly (readonly [name: string, code: string])[] = [
  ['uk', 'GB'],
  ['great britain', 'GB'],
  ['england', 'GB'],
  ['deutschland', 'DE'],
  ['österreich', 'AT'],
  ['schweiz', 'CH'],
  ['czech republic', 'CZ'],
  ['the netherlands', 'NL'],
  ['holland', 'NL'],
]

let codes: ReadonlyMap<string, string> | null = null

function codeOfCountry(text: string): string | undefined {
  codes ??= new Map([...namesOfCountries(), ...OTHER_NAMES])
  return codes.get(text.trim().toLowerCase())
}

function namesOfCountries(): readonly (readonly [string, string])[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index))
  return letters.flatMap((first) =>
    letters.flatMap((second): (readonly [string, string])[] => {
      const name = names.of(first + second)
      if (name === undefined) return []
      return [
        [name.toLowerCase(), first + second],
        [(first + second).toLowerCase(), first + second],
      ]
    }),
  )
}
