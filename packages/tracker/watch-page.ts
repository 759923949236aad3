/** What visitors do with a page, noted by itself: links, files, forms and videos. Never what they type. */
import { fileOf } from './address.ts'
import { listen } from './listen.ts'
import { emit, track } from './message.ts'

const FILE =
  /\.(pdf|docx?|xlsx?|pptx?|od[pst]|rtf|csv|epub|zip|gz|7z|rar|mp[34]|m4a|mov|webm|dmg|exe|msi|pkg|apk)$/i
const TEXT_MAX = 200
const QUARTER = 25

export function watchPage(): void {
  listen(document, 'click auxclick', ({ target, button }) => {
    // The second button opens a menu.
    if (button > 1 || !target.closest) return
    const named = target.closest<HTMLElement>('[data-baton-event]')
    if (named) track(named.dataset['batonEvent']!, propertiesOf(named))
    const link = target.closest<HTMLAnchorElement>('a[href]')
    if (link && link.hostname) follow(link)
  })
  listen(document, 'input', ({ target }) => {
    const { form } = target as HTMLInputElement
    if (!form || begun.has(form)) return
    begun.add(form)
    track('Form Started', { form: nameOf(form) })
  })
  listen(document, 'submit', ({ target }) => {
    const email = target.querySelector<HTMLInputElement>('[type=email]')
    if ('batonIdentify' in target.dataset && email && email.value)
      emit('identify', { traits: { email: email.value } })
    track('Form Sent', { form: nameOf(target) })
  })
  listen(document, 'timeupdate ended', ({ target }) => {
    if (target.tagName === 'VIDEO') watch(target as HTMLVideoElement)
  })
}

const begun = new WeakSet<HTMLFormElement>()
/** Shares already told, by the address of the video. */
const told: Record<string, number> = {}

/** `data-baton-plan-name="x"` is the property `plan_name`. */
function propertiesOf(element: HTMLElement): Record<string, string> {
  const properties: Record<string, string> = {}
  for (const { name, value } of Array.from(element.attributes)) {
    const key = /^data-baton-(?!event$)(.+)/.exec(name)
    if (key) properties[key[1]!.replace(/-/g, '_')] = value
  }
  return properties
}

function follow({ href, hostname, textContent }: HTMLAnchorElement): void {
  const file = fileOf(href)
  if (FILE.test(file)) track('File Downloaded', { file, title: textContent.trim().slice(0, TEXT_MAX) })
  else if (hostname !== location.hostname) track('Link Clicked', { path: location.pathname, link: hostname })
}

/** Fields of a form can be called `name` and `id`, and then stand in the place of its own. */
function nameOf(form: HTMLElement): string | undefined {
  return form.getAttribute('name') || form.getAttribute('id') || undefined
}

/** By what was played, not by where it stands: who skips to the end has not watched. */
function watch({ played, duration, currentSrc, title }: HTMLVideoElement): void {
  let seconds = 0
  for (let part = 0; part < played.length; part++) seconds += played.end(part) - played.start(part)
  const percent = Math.min(100, Math.round((100 * seconds) / duration))
  while (percent >= (told[currentSrc] || 0) + QUARTER) {
    told[currentSrc] = (told[currentSrc] || 0) + QUARTER
    track('Video Watched', { title: title || fileOf(currentSrc), percent: told[currentSrc] })
  }
}
