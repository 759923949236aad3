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
  const visitor = window.baton?.user?.()?.anonymousId?.()
  if (visitor) query.set('visitor', visitor)
  const frame = document.createElement('iframe')
  frame.src = `${host}/f/${encodeURIComponent(slug)}/embed?${query}`
  frame.title = script.dataset.title ?? 'Form'
  frame.style.cssText = 'width:100%;border:0;min-height:20rem'
  addEventListener('message', ({ origin, data, source }) => {
    if (origin !== host || source !== frame.contentWindow || data?.baton !== slug) return
    frame.style.height = `${Math.min(5000, Math.max(100, Number(data.height) || 0))}px`
  })
  script.after(frame)
})()
