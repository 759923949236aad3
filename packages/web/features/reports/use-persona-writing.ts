import type { PersonaText } from '@baton/protocol'
import { useState } from 'react'
import { useWritePersona, type PersonaMark } from '../../api/personas-query.ts'
import { RequestFailed } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { toast } from '../../ui/toast.ts'
import { draftOfMark, NO_PERSONA, personaOfText, textOfPersona, type PersonaDraftText } from './persona-writing.ts' // prettier-ignore

/** What a dialog is opened with: a persona to change, or marks for a new one. */
export type PersonaToWrite =
  | { readonly persona: PersonaText; readonly marks?: undefined }
  | { readonly persona: null; readonly marks: readonly PersonaMark[] }

/** What is written so far, and keeping it. */
export function usePersonaWriting(opened: PersonaToWrite, onClose: () => void) {
  const [base, setBase] = useState(opened.persona)
  const [said, setSaid] = useState<PersonaDraftText>(() =>
    opened.persona === null
      ? { ...NO_PERSONA, marks: opened.marks.map(draftOfMark) }
      : textOfPersona(opened.persona),
  )
  /** As somebody wrote it since it was read here. */
  const [newer, setNewer] = useState<PersonaText | null>(null)
  const { add, change, read } = useWritePersona()
  const { pending, problem, send, setProblem } = useSending()
  const written = personaOfText(said)
  const save = () => {
    if (written === null || pending || newer !== null) return
    void send(async () => {
      try {
        const kept = await (base === null
          ? add(written)
          : change(base.id, { ...written, revision: base.revision }))
        if (base === null) toast(`“${kept.name}” is a persona now.`)
        onClose()
      } catch (error) {
        if (base !== null && error instanceof RequestFailed && error.code === 'conflict') {
          const now = await read(base.id)
          if (now !== undefined && now.revision !== base.revision) setNewer(now)
        }
        throw error
      }
    })
  }
  const settle = (isTheirs: boolean) => {
    if (newer === null) return
    setBase(newer)
    if (isTheirs) setSaid(textOfPersona(newer))
    setNewer(null)
    setProblem(null)
  }
  return {
    said,
    set: (next: Partial<PersonaDraftText>) => setSaid((before) => ({ ...before, ...next })),
    isWhole: written !== null,
    newer,
    takeTheirs: () => settle(true),
    keepMine: () => settle(false),
    pending,
    problem,
    save,
  }
}
