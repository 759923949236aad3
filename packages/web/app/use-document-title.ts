import { useEffect } from 'react'

/** Names the page in the window's title and, through it, in the history and to assistive technology. */
export function useDocumentTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Baton`
  }, [title])
}
