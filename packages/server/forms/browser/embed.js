// Puts a form of Baton into a page: <script async src="https://HOST/f/embed.js" data-form="NAME"></script>
;(() => {
  const script = document.currentScript
  const slug = script?.dataset.form
  if (!slug) return
  const host = new URL(script.src).origin
  const query = new URLSearchParams({
    page: location.href,
    title: document.title,
    referrer: document.referrer,
  })
  const frame = document.createElement('iframe')
  const visitorOf = () => window.baton?.user?.()?.anonymousId?.()
  const isComing = () =>
    document.querySelector('script[src*="/baton.js"], script[src*="/analytics.min.js"]') !== null
  // The tracker may come after this script: a form waits for it a moment, so that it is the same visitor's.
  const load = (tries) => {
    const visitor = visitorOf()
    if (!visitor && tries > 0 && isComing()) return void setTimeout(load, 100, tries - 1)
    if (visitor) query.set('visitor', visitor)
    frame.src = `${host}/f/${encodeURIComponent(slug)}/embed?${query}`
  }
  load(15)
  frame.title = script.dataset.title ?? 'Form'
  frame.style.cssText = 'width:100%;border:0;min-height:20rem'
  addEventListener('message', ({ origin, data, source }) => {
    if (origin !== host || source !== frame.contentWindow || data?.baton !== slug) return
    frame.style.height = `${Math.min(5000, Math.max(100, Number(data.height) || 0))}px`
  })
  script.after(frame)
})()
