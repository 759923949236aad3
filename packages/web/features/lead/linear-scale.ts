/**
 * From values to pixels and back, along a straight line. d3's does the same, and brings the colours, dates and number formats
 * with it that its scales can also carry: 13 kB that no history of a lead draws with.
 */
type Span = readonly [from: number, to: number]

export interface LinearScale {
  readonly domain: Span
  readonly range: Span
  readonly at: (value: number) => number
  readonly invert: (pixel: number) => number
}

export function linearScale(domain: Span, range: Span): LinearScale {
  return { domain, range, at: between(domain, range), invert: between(range, domain) }
}

function between([from, to]: Span, [start, end]: Span): (value: number) => number {
  return (value) => {
    const share = (value - from) / (to - from)
    return start * (1 - share) + end * share
  }
}
