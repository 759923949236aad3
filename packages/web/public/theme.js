// Sets the theme before the first paint. Kept in step with app/theme.ts, which takes over afterwards.
;(function () {
  let choice = null
  try {
    choice = localStorage.getItem('baton-theme')
  } catch {
    // storage refused: the system decides
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
