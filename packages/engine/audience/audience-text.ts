/** An audience as text that people read on: parts of a group one a line, everything else on one. */
import { isRecord, written, type EditValue } from '../edit/written-value.ts'
import { audienceDocument } from './audience-document.ts'
import type { Audience } from './audience.ts'

export function audienceText(audience: Audience): string {
  return `${linesOf(audienceDocument(audience) as EditValue).join('\n')}\n`
}

function linesOf(value: EditValue): readonly string[] {
  if (!isRecord(value)) return [written(value, { notation: 'yaml', isInFlow: false })]
  const [[head, parts] = ['', null]] = Object.entries(value)
  if ((head !== 'all' && head !== 'any') || !Array.isArray(parts))
    return [written(value, { notation: 'yaml', isInFlow: false })]
  const items = (parts as readonly EditValue[]).flatMap((part) =>
    linesOf(part).map((line, index) => (index === 0 ? `  - ${line}` : `    ${line}`)),
  )
  return [`${head}:`, ...items]
}
