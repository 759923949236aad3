import type { Catalogue, Place } from '@baton/engine'
import { useEffect, useRef } from 'react'
import type { ShownProblem, YamlEditor } from './yaml-editor.ts'

/** The file itself: completion, problems in their place, comments kept. The same document as the sentences. */
export function YamlFace({
  text,
  problems,
  catalogue,
  disabled,
  label,
  clause,
  places,
  onText,
}: {
  readonly text: string
  readonly problems: readonly ShownProblem[]
  readonly catalogue: Catalogue
  readonly disabled: boolean
  /** What it is the document of, for who listens. */
  readonly label?: string
  /** The clause to show first. */
  readonly clause: string | null
  readonly places: Readonly<Record<string, Place>>
  readonly onText: (text: string, gesture: string | null) => void
}) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<YamlEditor | null>(null)
  const latest = useRef({ text, problems, onText })
  useEffect(() => {
    latest.current = { text, problems, onText }
    editor.current?.show(text, problems)
  })
  useEffect(() => {
    let isGone = false
    const open = async () => {
      const { openYamlEditor } = await import('./yaml-editor.ts')
      if (isGone || host.current === null) return
      const { text: first, problems: found } = latest.current
      editor.current = openYamlEditor(host.current, {
        text: first,
        catalogue,
        readOnly: disabled,
        ...(label !== undefined && { label }),
        onText: (next) => latest.current.onText(next, 'typed'),
      })
      editor.current.show(first, found)
      const place = clause === null ? undefined : places[clause.split('/')[0]!]
      if (place !== undefined) editor.current.reveal(place.line)
    }
    void open()
    return () => {
      isGone = true
      editor.current?.close()
      editor.current = null
    }
    // The editor is opened once; what changes is shown in it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [catalogue, disabled, label])
  return <div ref={host} className="min-h-0 flex-1 overflow-hidden" data-editor="" />
}
