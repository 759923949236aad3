import { useQueryClient } from '@tanstack/react-query'
import { request } from '../../api/request.ts'
import { sessionOptions, useMe } from '../../api/session-query.ts'
import { sayRole } from '../../app/screens.ts'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { Absences } from '../people/index.ts'
import { NotifySettings } from './NotifySettings.tsx'
import { OpenSessions } from './OpenSessions.tsx'
import { PasswordSettings } from './PasswordSettings.tsx'
import { ProfileSettings } from './ProfileSettings.tsx'
import { SecondFactorSettings } from './SecondFactorSettings.tsx'
import { ShortcutSettings } from './ShortcutSettings.tsx'

/** What is one's own: name, words, hours, absences, notifications, password, sessions. */
export function SettingsScreen() {
  const me = useMe()
  const queries = useQueryClient()
  useDocumentTitle('My settings')
  if (me === null) return null
  const { person } = me
  const mayBeAway = person.role !== 'viewer'
  const readAgain = async () => {
    const session = await request('session')
    queries.setQueryData(sessionOptions.queryKey, session)
  }
  return (
    <div className="scroller h-full overflow-y-auto">
      <ScreenHeader
        title="My settings"
        note={[person.email, sayRole(person.role), ...person.teams.map(({ name }) => name)].join(', ')}
      />
      <div className="max-w-3xl px-4 pb-16 md:px-6">
        <ProfileSettings me={me} />
        {mayBeAway && (
          <Section title="Away" note="Nothing is given to you meanwhile; what is due is passed on.">
            <Absences person={person.id} absences={person.absences} onChanged={readAgain} />
          </Section>
        )}
        <NotifySettings me={me} />
        <ShortcutSettings />
        <PasswordSettings />
        <SecondFactorSettings me={me} />
        <OpenSessions />
      </div>
    </div>
  )
}
