/** Which objections are shown: those whose words hold all that was asked for, the most raised first. */
import type { Play } from '@baton/protocol'

export function foundPlays(plays: readonly Play[], words: string, archived: boolean): readonly Play[] {
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean)
  return plays
    .filter((play) => archived || !play.archived)
    .filter((play) => {
      const text = `${play.objection} ${play.answer} ${play.proof} ${play.contentTitle}`.toLowerCase()
      return asked.every((word) => text.includes(word))
    })
    .toSorted(
      (a, b) =>
        Number(a.archived) - Number(b.archived) ||
        b.raised - a.raised ||
        a.objection.localeCompare(b.objection),
    )
}
