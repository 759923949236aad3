/** Random rows as a frame. */
import { standardCatalogue } from '../../catalogue/standard-catalogue.ts'
import { FrameBuilder, type Frame } from '../../replay/index.ts'
import type { RandomRows } from '../../replay/testing/random-rows.ts'

export function frameOf({ members, rows, until }: RandomRows): Frame {
  const builder = new FrameBuilder(standardCatalogue)
  for (const { id, company } of members) builder.addLead(id, company)
  for (const row of rows) builder.addEvent(row)
  return builder.build({ until })
}
