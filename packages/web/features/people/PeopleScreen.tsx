import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useMay, useReach } from '../../api/may.ts'
import { usePeople, useTeams } from '../../api/people-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useNow } from '../../app/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Absences } from './Absences.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { PeopleList } from './PeopleList.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import { SecuritySection } from './SecuritySection.tsx'
import { TeamsSection } from './TeamsSection.tsx'

/** Who is here, what each may, and the teams that handoffs are routed to. */
export function PeopleScreen() {
  const people = usePeople()
  const teams = useTeams()
  const now = useNow()
  const mayInvite = useMay('invitePerson')
  const mayChange = useMay('changePerson')
  const maySecure = useMay('changeSecurity')
  const reach = useReach('addAbsence')
  const [open, setOpen] = useState<string | null>(null)
  useDocumentTitle('People')
  const close = () => setOpen(null)
  const person = people.data?.data.find(({ id }) => id === open)
  const maySet = mayChange || reach === 'team' || reach === 'all'
  return (
    <div className="scroller h-full overflow-y-auto">
      <ScreenHeader title="People" note="Who can sign in, and how handoffs reach them">
        {mayInvite && (
          <Button look="solid" onClick={() => setOpen('invite')}>
            <Plus size={13} aria-hidden="true" />
            Invite
          </Button>
        )}
      </ScreenHeader>
      {people.isError && people.data === undefined ? (
        <ReadFailed what="The people" error={people.error} onRetry={() => void people.refetch()} />
      ) : people.data === undefined || teams.data === undefined ? (
        <div className="space-y-5 p-6" aria-busy="true">
          {Array.from({ length: 7 }, (_, row) => (
            <Skeleton key={row} className="w-full max-w-4xl" />
          ))}
        </div>
      ) : (
        <>
          <PeopleList
            people={people.data.data}
            now={now}
            onOpen={maySet ? (chosen) => setOpen(chosen.id) : null}
          />
          <div className="px-4 pt-4 md:px-6">
            <TeamsSection teams={teams.data} />
            {maySecure && <SecuritySection />}
          </div>
        </>
      )}
      {open === 'invite' && <InviteDialog teams={teams.data?.data ?? []} onClose={close} />}
      {person !== undefined && mayChange && (
        <PersonDialog person={person} teams={teams.data?.data ?? []} onClose={close} />
      )}
      {person !== undefined && !mayChange && (
        <Dialog title={person.name} note="When they are away" onClose={close}>
          <Absences person={person.id} absences={person.absences} />
        </Dialog>
      )}
    </div>
  )
}
