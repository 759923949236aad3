import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Oklch, SERIES, seriesColour, wash } from './chart-colours.ts'

type Vector = readonly [number, number, number]
type Matrix = readonly [Vector, Vector, Vector]

/** Machado, Oliveira and Fernandes 2009, severity 1; the first is whoever sees all colours. */
const SIGHTS: Readonly<Record<string, Matrix>> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}
const GROUNDS: Readonly<Record<'light' | 'dark', readonly Oklch[]>> = {
  light: [
    [0.993, 0.001, 250],
    [1, 0, 0],
  ],
  dark: [
    [0.185, 0.007, 260],
    [0.225, 0.008, 260],
  ],
}
const INK: Readonly<Record<'light' | 'dark', Oklch>> = {
  light: [0.225, 0.012, 260],
  dark: [0.955, 0.003, 250],
}
const THEMES = ['light', 'dark'] as const

for (const theme of THEMES) {
  test(`${theme}: every series reaches 3 to 1 on paper and on what is raised`, () => {
    for (const look of SERIES) {
      for (const ground of GROUNDS[theme]) {
        const reached = contrast(linear(look[theme]), linear(ground))
        assert.ok(reached >= 3, `${look[theme].join(' ')} reaches ${reached.toFixed(2)}`)
      }
    }
  })

  test(`${theme}: any two series stay apart for every kind of sight`, () => {
    for (const [sight, matrix] of Object.entries(SIGHTS)) {
      for (const [index, a] of SERIES.entries()) {
        for (const b of SERIES.slice(0, index)) {
          const apart = distance(seen(a[theme], matrix), seen(b[theme], matrix))
          assert.ok(apart > 0.1, `${a[theme].join(' ')} and ${b[theme].join(' ')}, ${sight}: ${apart}`)
        }
      }
    }
  })

  test(`${theme}: ink reaches 4.5 to 1 on the strongest wash`, () => {
    const share = Number(/([\d.]+)%/.exec(wash(1))![1]) / 100
    const [data, paper] = [oklab(SERIES[0]![theme]), oklab(GROUNDS[theme][0]!)]
    const mixed = data.map((part, index) => part * share + paper[index]! * (1 - share)) as unknown as Vector
    assert.ok(contrast(fromOklab(mixed), linear(INK[theme])) >= 4.5)
  })
}

test('the first series is the colour of data, the others follow the theme', () => {
  assert.equal(seriesColour(0), 'var(--data)')
  assert.equal(seriesColour(6), 'var(--data)')
  assert.match(seriesColour(1), /^light-dark\(oklch\(.*\), oklch\(.*\)\)$/)
})

function oklab([lightness, chroma, hue]: Oklch): Vector {
  const angle = (hue * Math.PI) / 180
  return [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)]
}

function linear(colour: Oklch): Vector {
  return fromOklab(oklab(colour))
}

function fromOklab([L, a, b]: Vector): Vector {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

/** As it looks to somebody, in oklab. */
function seen(colour: Oklch, matrix: Matrix): Vector {
  const rgb = linear(colour)
  const [r, g, b] = matrix.map((row) =>
    Math.max(0, Math.min(1, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2])),
  ) as unknown as Vector
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function distance(a: Vector, b: Vector): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

function contrast(a: Vector, b: Vector): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function luminance([r, g, b]: Vector): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
