// Makes a form quicker to fill in: hides what need not be asked, remembers which questions this browser answered before
// (never the answers), and tells that the form was seen and begun. The form works without it.
;(() => {
  const form = document.querySelector('form[data-form]')
  if (!form) return
  const slug = form.dataset.form
  const query = new URLSearchParams(location.search)
  const keep = (name, value) => {
    try {
      if (value === undefined) return localStorage.getItem(name)
      localStorage.setItem(name, value)
    } catch {
      // Storage may be forbidden: then nothing is remembered.
    }
    return null
  }
  const set = (name, value) => {
    const input = form.elements.namedItem(name)
    if (input && !input.value && value) input.value = value
  }
  const mayStore = !navigator.globalPrivacyControl
  // As the tracker of the page around it calls this browser, where somebody allowed it to; no name is made up here.
  set('_visitor', query.get('visitor'))
  set('_url', query.get('page') ?? location.href)
  set('_title', query.get('title') ?? document.title)
  set('_referrer', query.get('referrer') ?? document.referrer)

  const rows = [...form.querySelectorAll('[data-field]')]
  const given = new Set((keep(`baton_form_${slug}`) ?? '').split(' ').filter(Boolean))
  const plain = rows.filter(
    (row) => !('progressive' in row.dataset) && row.querySelector('input[type="email"]') === null,
  )
  const gaveAll = plain.length > 0 && plain.every((row) => given.has(row.dataset.field))
  const show = (row, shown) => {
    row.hidden = !shown
    for (const control of row.querySelectorAll('input, select, textarea')) control.disabled = !shown
  }
  const refresh = () => {
    for (const row of rows) {
      const { field, when, is } = row.dataset
      const known = gaveAll && plain.includes(row) && row.querySelector('[required]') === null
      const early = 'progressive' in row.dataset && (!gaveAll || given.has(field))
      const other = when ? form.elements.namedItem(when) : null
      const wanted = !when || (other && !other.disabled && JSON.parse(is).includes(other.value))
      show(row, Boolean(wanted) && !known && !early)
    }
    tellHeight()
  }
  const tellHeight = () => {
    if (parent !== window)
      parent.postMessage({ baton: slug, height: document.documentElement.scrollHeight }, '*')
  }
  const tell = (what) => navigator.sendBeacon?.(`/f/${slug}/${what}`)
  let started = false
  form.addEventListener('input', () => {
    if (!started) tell('started')
    started = true
    refresh()
  })
  // Whoever lets the browser fill everything in is quicker than a program may be: it is sent a moment later.
  const soonest = performance.now() + 2100
  let held = null
  form.addEventListener('submit', (event) => {
    const wait = soonest - performance.now()
    if (wait > 0 && held !== 'over') {
      event.preventDefault()
      held ??= setTimeout(() => {
        held = 'over'
        form.requestSubmit()
      }, wait)
      return
    }
    for (const row of rows) {
      const control = row.querySelector('input, select, textarea')
      if (!row.hidden && control && control.value) given.add(row.dataset.field)
    }
    if (mayStore) keep(`baton_form_${slug}`, [...given].join(' '))
  })
  if (!form.querySelector('[aria-invalid]')) tell('seen')
  refresh()
  addEventListener('resize', tellHeight)
  form.querySelector('[aria-invalid]')?.focus()
})()
