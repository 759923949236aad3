/** Colours that stay readable: contrast as WCAG 2 counts it. */

type Rgb = readonly [number, number, number]

/** Enough for text of any size. */
const CONTRAST_MIN = 4.5

function rgbOf(hex: string): Rgb {
  const at = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16)
  return [at(1), at(3), at(5)]
}

function hexOf(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as unknown as Rgb
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(rgbOf(a)), luminance(rgbOf(b))].toSorted((x, y) => x - y) as [
    number,
    number,
  ]
  return (light + 0.05) / (dark + 0.05)
}

/** White or nearly black, whichever is read better on `ground`. */
export function inkOn(ground: string): string {
  return contrast('#ffffff', ground) >= contrast('#16181d', ground) ? '#ffffff' : '#16181d'
}

/** The colour moved towards `towards` until it can be read on `ground`. */
export function readableOn(colour: string, ground: string, towards: '#ffffff' | '#000000'): string {
  const [from, to] = [rgbOf(colour), rgbOf(towards)]
  for (let step = 0; step <= 10; step++) {
    const mixed = hexOf(from.map((part, index) => part + ((to[index]! - part) * step) / 10) as unknown as Rgb)
    if (contrast(mixed, ground) >= CONTRAST_MIN) return mixed
  }
  return towards
}
