import { setSingleKeys, useSingleKeys } from '../../app/use-shortcuts.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Section } from '../../ui/Section.tsx'

/** Single keys in this browser. */
export function ShortcutSettings() {
  const on = useSingleKeys()
  return (
    <Section title="Keyboard" note="In this browser. ? shows all shortcuts.">
      <Checkbox
        label="Shortcuts of single keys. Switch them off if speech input or a screen reader needs the keys."
        checked={on}
        onChange={(event) => setSingleKeys(event.target.checked)}
      />
    </Section>
  )
}
