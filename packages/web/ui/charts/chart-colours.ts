/**
 * Colours of series that stand next to each other. The first is the blue that all data has. The others were searched for so
 * that any two stay apart for whoever sees no red, no green or no blue, and each reaches 3 to 1 on paper; the test measures
 * both. Colour is never alone: every series also has its own dash, and its name stands at its line.
 */

/** Lightness, chroma and hue of a colour, as `oklch` takes them. */
export type Oklch = readonly [lightness: number, chroma: number, hue: number]

export interface SeriesLook {
  readonly light: Oklch
  readonly dark: Oklch
  /** `stroke-dasharray`; undefined is a whole line. */
  readonly dash?: string
}

/** Six, in the order they are given out: more lines than that nobody can tell apart. */
export const SERIES: readonly SeriesLook[] = [
  { light: [0.6, 0.105, 245], dark: [0.665, 0.105, 243] },
  { light: [0.66, 0.125, 65], dark: [0.7, 0.15, 70], dash: '7 3' },
  { light: [0.5, 0.17, 285], dark: [0.54, 0.17, 290], dash: '2 3' },
  { light: [0.26, 0.06, 160], dark: [0.78, 0.06, 160], dash: '10 3 2 3' },
  { light: [0.54, 0.08, 360], dark: [0.54, 0.125, 360], dash: '4 2' },
  { light: [0.38, 0.02, 258], dark: [0.92, 0.02, 258], dash: '12 4' },
]

/** A colour for `style`: it follows the theme by itself, and is the light one in print. */
export function seriesColour(index: number): string {
  if (index % SERIES.length === 0) return 'var(--data)'
  const { light, dark } = seriesLook(index)
  return `light-dark(${css(light)}, ${css(dark)})`
}

export function seriesDash(index: number): string | undefined {
  return seriesLook(index).dash
}

/** How far a wash goes at most: text in ink still reaches 4.5 to 1 on it in both themes. */
const MOST_WASH = 0.58

/** One hue, stronger with the share (0 to 1), for a ground that has text on it. */
export function wash(share: number): string {
  const part = Math.max(0, Math.min(1, share)) * MOST_WASH * 100
  return `color-mix(in oklab, var(--data) ${part.toFixed(1)}%, var(--paper))`
}

/** Slanted hairlines over what stands below: not settled yet. For `backgroundImage`. */
export const HATCH =
  'repeating-linear-gradient(-45deg, transparent 0 3px, color-mix(in oklab, var(--data-text) 60%, transparent) 3px 4px)'

/** The same for ground with text on it, so faint that the text stays readable. */
export const FAINT_HATCH =
  'repeating-linear-gradient(-45deg, transparent 0 4px, color-mix(in oklab, var(--ink) 13%, transparent) 4px 5px)'

function seriesLook(index: number): SeriesLook {
  return SERIES[index % SERIES.length]!
}

function css([lightness, chroma, hue]: Oklch): string {
  return `oklch(${lightness} ${chroma} ${hue})`
}
