/** A mail being written: its state, what is wrong with it, and keeping it as the next version. */
import type { LetterDocument } from '@baton/letters'
import { checkLetter } from '@baton/letters/check'
import type { Mail, MailFields } from '@baton/protocol'
import { useMemo, useState } from 'react'
import { useMailFields, useWriteMail } from '../../api/mails-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { toast } from '../../ui/toast.ts'

export type MailEditing = ReturnType<typeof useMailEditor>

export function useMailEditor(mail: Mail) {
  const [saved, setSaved] = useState(mail)
  const [name, setName] = useState(mail.name)
  const [letter, setLetter] = useState<LetterDocument>(mail.letter)
  const [lead, setLead] = useState<string | null>(null)
  const { change, archive, test, version } = useWriteMail()
  const { pending, problem, send } = useSending()
  const fields = useMailFields().data
  const problems = useMemo(
    () => (fields ? checkLetter(letter, knownFrom(fields)) : saved.problems),
    [letter, fields, saved.problems],
  )
  const isChanged = name !== saved.name || JSON.stringify(letter) !== JSON.stringify(saved.letter)
  const isWhole = name.trim() !== '' && problems.every(({ weight }) => weight !== 'refused')
  const save = () => {
    if (!isChanged || !isWhole || pending) return
    void send(async () => {
      const kept = await change(saved.id, { name, letter, version: saved.version })
      setSaved(kept)
      setName((now) => (now === name ? kept.name : now))
      setLetter((now) => (now === letter ? kept.letter : now))
      toast(`Saved as version ${kept.version}.`)
    })
  }
  return {
    mail: saved,
    name,
    setName,
    letter,
    write: (by: (now: LetterDocument) => LetterDocument) => setLetter(by),
    lead,
    setLead,
    problems,
    isChanged,
    /** False: it cannot be kept as it is. */
    isWhole,
    pending,
    problem,
    save,
    sendTest: () =>
      void send(async () => {
        const { to } = await test({ letter, lead })
        toast(`A test is on its way to ${to}.`)
      }),
    takeVersion: (number: number) =>
      void send(async () => {
        setLetter((await version(saved.id, number)).letter)
        toast(`Version ${number} is here to look at; saving makes it the newest.`)
      }),
    setArchived: (archived: boolean) => void send(async () => setSaved(await archive(saved.id, archived))),
  }
}

function knownFrom({ fields }: MailFields) {
  const of = (root: string) =>
    fields.filter(({ name }) => name.startsWith(root)).map(({ name }) => name.slice(root.length))
  return { leadFields: of('lead.'), companyFields: of('company.') }
}
