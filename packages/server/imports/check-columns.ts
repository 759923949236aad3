/** Whether a file has the columns that its mapping names. */
import type { Problem } from '@baton/engine'
import { nearestName } from '@baton/engine/document'
import type { FileInspection } from './inspect-file.ts'
import type { Mapping } from './mapping.ts'

export function columnProblems(mapping: Mapping, file: FileInspection): readonly Problem[] {
  const twice = file.header.filter((name, index) => file.header.indexOf(name) !== index)
  return mapping.columns
    .filter(({ column }) => !file.header.includes(column) || twice.includes(column))
    .map(({ column, path, line, position }) => {
      const near = nearestName(column, file.header)
      const isTwice = twice.includes(column)
      return {
        code: isTwice ? 'duplicate' : 'unknown-reference',
        severity: 'error',
        path,
        line,
        column: position,
        found: `\`${column}\``,
        expected: isTwice ? 'a column that the file has once' : 'a column of the file',
        remedy: isTwice
          ? 'rename one of the two in the file'
          : near
            ? `did you mean \`${near}\`?`
            : `the file has ${file.header.map((name) => `\`${name}\``).join(', ')}`,
      }
    })
}
