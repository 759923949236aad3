import { useEffect, useState } from 'react'

/** The token behind the `#` of a link. It is taken out of the address at once, so that it stays in no history. */
export function useToken(): string {
  const [token] = useState(() => decodeURIComponent(location.hash.slice(1)))
  useEffect(() => {
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname)
  }, [])
  return token
}
