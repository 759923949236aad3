import type { Invited, Role, Team } from '@baton/protocol'
import { useState } from 'react'
import { request } from '../../api/request.ts'
import { useRefreshPeople } from '../../api/people-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { CopyLink } from './CopyLink.tsx'
import { ROLE_ABOUT, ROLE_OPTIONS } from './role-choices.ts'
import { TeamChecks } from './TeamChecks.tsx'

/** Invites somebody, and shows the link that lets them in. */
export function InviteDialog({
  teams,
  onClose,
}: {
  readonly teams: readonly Team[]
  readonly onClose: () => void
}) {
  const [invited, setInvited] = useState<Invited | null>(null)
  if (invited !== null) return <InvitedDialog invited={invited} onClose={onClose} />
  return <InvitationForm teams={teams} onInvited={setInvited} onClose={onClose} />
}

function InvitationForm({
  teams,
  onInvited,
  onClose,
}: {
  readonly teams: readonly Team[]
  readonly onInvited: (invited: Invited) => void
  readonly onClose: () => void
}) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('rep')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [capacity, setCapacity] = useState('20')
  const { pending, problem, send } = useSending()
  const refresh = useRefreshPeople()
  const worksHandoffs = role === 'rep' || role === 'manager'
  const complete = name.trim() !== '' && email.trim() !== '' && /^\d+$/.test(capacity)
  const submit = () => {
    if (!complete || pending) return
    void send(async () => {
      const body = { name, email, role, teams: [...chosen], capacity: worksHandoffs ? Number(capacity) : 0 }
      onInvited(await request('invitePerson', { body }))
      await refresh()
    })
  }
  return (
    <Dialog
      title="Invite somebody"
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={!complete || pending}>
            Invite
          </Button>
        </>
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name">
          <TextInput value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label="E-mail address" error={problem}>
          <TextInput type="email" value={email} onChange={(event) => setEmail(event.target.value)} />
        </Field>
        <Field label="Role" hint={ROLE_ABOUT[role]}>
          <Select value={role} options={ROLE_OPTIONS} onChange={setRole} />
        </Field>
        {worksHandoffs && (
          <Field label="Capacity" hint="Handoffs and deals at one time; 0 takes none.">
            <TextInput
              inputMode="numeric"
              value={capacity}
              onChange={(event) => setCapacity(event.target.value)}
            />
          </Field>
        )}
        <div className="sm:col-span-2">
          <TeamChecks teams={teams} chosen={chosen} onChange={setChosen} />
        </div>
      </div>
    </Dialog>
  )
}

function InvitedDialog({ invited, onClose }: { readonly invited: Invited; readonly onClose: () => void }) {
  return (
    <Dialog
      title={`${invited.person.name} is invited`}
      note={
        invited.mailed
          ? `The link was mailed to ${invited.person.email}. You can pass it on yourself too.`
          : 'No mail server is set, so pass this link on yourself.'
      }
      onClose={onClose}
      footer={
        <Button look="solid" onClick={onClose}>
          Done
        </Button>
      }
    >
      <CopyLink link={invited.link} expiresAt={invited.expiresAt} />
    </Dialog>
  )
}
