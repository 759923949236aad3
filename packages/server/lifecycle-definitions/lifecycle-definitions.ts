/** How the rungs of lifecycles are defined here: as somebody wrote them, else as they come with Baton. */
import { DEFAULT_LIFECYCLES, LIFECYCLES } from '@baton/engine/reports'
import { findEvent } from '@baton/engine'
import { type LifecycleDefinitions, lifecycleDefinitionsSchema } from '@baton/protocol'
import type pg from 'pg'
import { catalogueNow } from '../agreements/index.ts'
import { keepSetting, setting } from '../installation/index.ts'
import { Refusal } from '../platform/http/refusal.ts'

const SETTING = 'lifecycles'

export async function lifecycleDefinitions(pool: pg.Pool): Promise<LifecycleDefinitions> {
  const text = await setting(pool, SETTING)
  return lifecycleDefinitionsSchema.parse(text === null ? DEFAULT_LIFECYCLES : JSON.parse(text))
}

/** @throws Refusal `invalid_request`, naming every event that is not one of people's own doing in the catalogue */
export async function setLifecycleDefinitions(
  pool: pg.Pool,
  definitions: LifecycleDefinitions,
): Promise<void> {
  const problems = await unknownEvents(pool, definitions)
  if (problems.length > 0)
    throw new Refusal(
      'invalid_request',
      problems.map(({ path, message }) => `${path}: ${message}`).join('; '),
      { problems },
    )
  await keepSetting(pool, SETTING, JSON.stringify(definitions))
}

async function unknownEvents(
  pool: pg.Pool,
  definitions: LifecycleDefinitions,
): Promise<readonly { readonly path: string; readonly message: string }[]> {
  const catalogue = await catalogueNow(pool)
  return LIFECYCLES.flatMap((name) =>
    definitions[name].rungs.flatMap(({ any }, rung) =>
      any.flatMap((when, way) =>
        (when.kind === 'did' ? when.events : []).flatMap((event, index) => {
          const side = findEvent(catalogue, event)?.side
          if (side === 'engagement') return []
          const path = `body/${name}/rungs/${rung}/any/${way}/events/${index}`
          const message = side
            ? `“${event}” is no act of the people themselves; use a stage, or “renewed”`
            : `“${event}” is not in the catalogue`
          return [{ path, message }]
        }),
      ),
    ),
  )
}
