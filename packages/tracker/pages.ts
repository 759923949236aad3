/** Which page is being read, since when, how long and how far. */
import { listen } from './listen.ts'
import { emit, type Loose, type Page, pageNow, setReferrer, track } from './message.ts'
import { leave } from './queue.ts'
import { lookAway, signOfLife, takeSeconds } from './time-spent.ts'

/** Applications set the title of a page a moment after its address. */
const SETTLED_MS = 100

let reading: Page | undefined
let group: unknown
let scrolled = 0
let mailClick: string | undefined
let settling: ReturnType<typeof setTimeout> | undefined

export function viewPage(content: Loose = {}, more: Loose = {}): void {
  beAlive()
  closePage()
  if (reading) setReferrer(reading.url)
  const page = pageNow()
  emit('page', content, { ...more, context: { page, mailClick, ...(more['context'] as Loose) } })
  mailClick = undefined
  reading = page
  group = content['category']
  scrolled = 0
}

/** What was read since it was last said. */
function closePage(): void {
  const seconds = takeSeconds()
  if (!reading || !seconds) return
  track(
    'Page Read',
    { seconds, scroll: scrolled, path: reading.path, page_group: group },
    { context: { page: reading } },
  )
}

function beAlive(): void {
  if (!document.hidden) signOfLife(performance.now())
}

function measure(): void {
  const share = (scrollY + innerHeight) / document.documentElement.scrollHeight
  scrolled = Math.max(scrolled, Math.min(100, Math.round(100 * share)))
}

export function watchPages(isAutomatic: boolean, click: string | undefined): void {
  mailClick = click
  listen(document, 'pointerdown pointermove keydown scroll', ({ type }) => {
    beAlive()
    if (type !== 'pointermove') measure()
  })
  listen(window, 'visibilitychange pagehide', ({ type }) => {
    if (type === 'pagehide' || document.hidden) {
      measure()
      lookAway(performance.now())
      closePage()
      leave()
    } else beAlive()
  })
  if (!isAutomatic) return beAlive()
  viewPage()
  listen(window, 'pageshow', ({ persisted }) => persisted && viewPage())
  listen(window, 'popstate', moved)
  const push = history.pushState.bind(history)
  history.pushState = (...given) => {
    push(...given)
    moved()
  }
}

function moved(): void {
  clearTimeout(settling)
  settling = setTimeout(() => {
    if (pageNow().url !== reading!.url) viewPage()
  }, SETTLED_MS)
}
