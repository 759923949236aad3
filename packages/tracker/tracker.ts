/** The browser script of Baton: what sites call, in the manner of analytics.js, and what begins by itself. */
import { readAddress } from './address.ts'
import { readCall } from './calls.ts'
import { isAllowed, takeAnswer, takeKey, whenAllowed } from './consent.ts'
import { anonymousId } from './identity.ts'
import { listen } from './listen.ts'
import { emit, type Loose, track } from './message.ts'
import { viewPage, watchPages } from './pages.ts'
import { backOnline, dropQueue } from './queue.ts'
import { isInPlaceOfSegment, segmentName, settings, writeKey } from './script.ts'
import { forget, keep, recall } from './store.ts'
import { watchPage } from './watch-page.ts'

type Said = (...given: unknown[]) => unknown

/** Where Segment's snippet says its key. */
const KEY = '_writeKey'

/** What stands in the place of the script until it is loaded: calls that wait, each with its name first. */
interface Stub extends Array<unknown> {
  readonly methods?: readonly string[]
  readonly invoked?: boolean
  readonly [KEY]?: string
  readonly initialized?: boolean
}

const globals = window as unknown as Record<string, Stub | undefined>
const segment = globals[segmentName]
/** Another's analytics.js beside Baton stays what it is. */
const takesOver = isInPlaceOfSegment || !segment || !(segment.invoked || segment.initialized)
const isSecond = globals['baton'] && globals['baton'].initialized

const call =
  (type: string, contentOf: (texts: readonly string[], body: Loose) => Loose, say = emitAs(type)): Said =>
  (...given) => {
    const { texts, body, options, done } = readCall(given)
    say(contentOf(texts, body), options)
    if (done) setTimeout(done)
    return Promise.resolve()
  }

function emitAs(type: string) {
  return (content: Loose, options: Loose) => emit(type, content, options)
}

/** Notes an event of the site's own naming when it happens to one of the elements. */
function trackOn(type: string) {
  return (elements: Element | ArrayLike<Element>, event: string, properties: Loose) => {
    const all = elements instanceof Element ? [elements] : Array.from(elements)
    all.forEach((element) => listen(element, type, () => track(event, properties)))
  }
}

const ofPage = ([first, second]: readonly string[], properties: Loose): Loose =>
  second === undefined ? { name: first, properties } : { category: first, name: second, properties }

const api: Record<string, unknown> = {
  initialized: true,
  initialize() {},
  load: takeKey,
  track: call('track', ([event], properties) => ({ event, properties })),
  page: call('page', ofPage, viewPage),
  screen: call('screen', ofPage),
  identify: call('identify', ([userId], traits) => ({ userId, traits })),
  group: call('group', ([groupId], traits) => ({ groupId, traits })),
  alias: call('alias', ([userId, previousId]) => ({ userId, previousId })),
  trackLink: trackOn('click'),
  trackForm: trackOn('submit'),
  reset() {
    whenAllowed(() => {
      keep('user')
      keep('id')
    })
  },
  setAnonymousId(id: string) {
    whenAllowed(() => keep('id', id))
  },
  user: () => ({
    id: () => (isAllowed() && recall('user')) || null,
    anonymousId: () => (isAllowed() ? anonymousId() : null),
  }),
  ready(done: () => void) {
    setTimeout(done)
  },
  consent(answer: boolean) {
    takeAnswer(answer)
    if (answer) return
    dropQueue()
    forget()
  },
  push: ([name, ...given]: [string, ...unknown[]]) => (api[name] as Said)(...given),
}

function begin(): void {
  const waiting = [globals['baton'], takesOver ? segment : undefined]
  globals['baton'] = api as unknown as Stub
  if (takesOver) globals[segmentName] = globals['baton']
  const { mailClick } = readAddress(location.href)
  if (mailClick) {
    const shown = new URL(location.href)
    shown.searchParams.delete('bt')
    history.replaceState(history.state, '', shown.href)
  }
  watchPages(!isInPlaceOfSegment && settings['pages'] !== 'off', mailClick)
  watchPage()
  listen(window, 'online', backOnline)
  for (const stub of waiting) {
    if (!Array.isArray(stub)) continue
    // What sites may call of analytics.js beyond this does nothing, and breaks nothing.
    for (const name of stub.methods || []) api[name] = api[name] || (() => api)
    if (!writeKey()) takeKey(stub[KEY])
    stub.forEach(api['push'] as (waiting: unknown) => void)
  }
}

if (!isSecond) begin()
