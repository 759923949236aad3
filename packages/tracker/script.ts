/** The element that brought the script, and what its attributes ask for. */

const element = document.currentScript as HTMLScriptElement | null
const source = element ? element.src : ''

export const settings: DOMStringMap = element ? element.dataset : {}

/** The address that Segment's snippet loads names the key. */
const keyInAddress = /\/v1\/([\w-]+)\/analytics\./.exec(source)

/** Whatever address it was changed to, the snippet marks what it loads with the name of its global. */
const nameOfSegment = settings['globalSegmentAnalyticsKey']
export const segmentName = nameOfSegment || 'analytics'

/** Loaded in the place of Segment's script: then the site says itself when a page is viewed. */
export const isInPlaceOfSegment = !!(keyInAddress || nameOfSegment)

export const endpoint = new URL('/v1/b', settings.host || source || location.href).href

let key = settings.key || (keyInAddress ? keyInAddress[1] : undefined)

export const writeKey = () => key

export function setKey(given: string | undefined): void {
  key = given
}
