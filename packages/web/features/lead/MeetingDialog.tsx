import { useState } from 'react'
import type { Act } from '../../api/act.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { DialogFooter } from './DialogFooter.tsx'
import { fromLocalParts, localParts, localZone, proposedStart } from './local-time.ts'
import type { Meeting } from './meetings.ts'

const LENGTHS = [15, 30, 45, 60, 90]

interface MeetingDialogProps {
  readonly who: string
  readonly email: string | null
  readonly moved: Meeting | null
  readonly now: number
  readonly problem: string | null
  readonly pending: boolean
  readonly onAct: (act: Act) => void
  readonly onClose: () => void
}

/** What is said about the meeting so far, and sending it. */
function useMeeting({ who, email, moved, now, onAct }: MeetingDialogProps) {
  const [said, setSaid] = useState({
    ...localParts(moved?.startsAt ?? proposedStart(now)),
    minutes: String(moved?.minutes ?? 30),
    title: moved?.title ?? `Call with ${who}`,
    place: moved?.place ?? '',
    invite: email !== null,
  })
  const set = (next: Partial<typeof said>) => setSaid((before) => ({ ...before, ...next }))
  const startsAt = fromLocalParts(said.day, said.time)
  const invalid = startsAt === null || said.title.trim() === ''
  const send = () => {
    if (startsAt === null || invalid) return
    const { title, place, invite } = said
    const told = {
      startsAt: new Date(startsAt).toISOString(),
      minutes: Number(said.minutes),
      title,
      place,
      invite,
    }
    onAct(
      moved === null || moved.id === null
        ? { act: 'book-meeting', ...told }
        : { act: 'move-meeting', meeting: moved.id, ...told },
    )
  }
  return { said, set, invalid, send }
}

/** Books a meeting, or moves one. Times are those of the reader's zone. */
export function MeetingDialog(props: MeetingDialogProps) {
  const { who, email, moved, problem, pending, onClose } = props
  const { said, set, invalid, send } = useMeeting(props)
  const lengths = LENGTHS.includes(Number(said.minutes)) ? LENGTHS : [...LENGTHS, Number(said.minutes)]
  return (
    <Dialog
      title={moved === null ? `Book a meeting with ${who}` : 'Move the meeting'}
      onClose={onClose}
      onSubmit={send}
      footer={
        <DialogFooter
          {...{ problem, onClose }}
          pending={pending || invalid}
          label={moved === null ? 'Book' : 'Move'}
        />
      }
    >
      <div className="grid grid-cols-2 gap-x-3 gap-y-4 sm:grid-cols-[1fr_7rem_7rem]">
        <Field label="Day" hint={`In ${localZone()}`}>
          <TextInput
            type="date"
            required
            value={said.day}
            onChange={(event) => set({ day: event.target.value })}
          />
        </Field>
        <Field label="Time">
          <TextInput
            type="time"
            required
            value={said.time}
            onChange={(event) => set({ time: event.target.value })}
          />
        </Field>
        <Field label="Length">
          <Select
            value={said.minutes}
            onChange={(minutes) => set({ minutes })}
            options={lengths.map((length) => ({ value: String(length), label: `${length} min` }))}
          />
        </Field>
        <Field label="Title" className="col-span-full">
          <TextInput
            required
            maxLength={200}
            value={said.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        </Field>
        <Field label="Place" hint="A room, or the link of a call" className="col-span-full">
          <TextInput
            maxLength={500}
            value={said.place}
            onChange={(event) => set({ place: event.target.value })}
          />
        </Field>
        <Checkbox
          className="col-span-full"
          checked={said.invite}
          disabled={email === null}
          onChange={(event) => set({ invite: event.target.checked })}
          label={email === null ? 'No e-mail address is known to invite' : `Mail the invitation to ${email}`}
        />
      </div>
    </Dialog>
  )
}
