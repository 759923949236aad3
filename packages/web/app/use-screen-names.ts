import { useDialect } from '../api/session-query.ts'
import { sayScreen, type ScreenName } from './screens.ts'

/** Names of screens in the words of whoever is signed in. */
export function useScreenNames(): (name: ScreenName) => string {
  const dialect = useDialect()
  return (name) => sayScreen(name, dialect)
}
