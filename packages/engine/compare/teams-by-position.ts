/** To which team a promotion goes, by the facts of its moment. Candidates promote mostly the same leads: asked once each. */
import type { Route } from '../agreement/agreement.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { whereHolds } from '../fold/matches.ts'
import type { Frame } from '../replay/index.ts'
import { factsAt } from './facts-at.ts'

export class TeamsByPosition {
  readonly #frame: Frame
  #routes = ''
  /** By position of the promoting event. */
  #teams = new Map<number, string | null>()

  constructor(frame: Frame) {
    this.#frame = frame
  }

  /** For promotions under this agreement: the team of the first route that matches when an event of a lead happened. */
  under(compiled: CompiledAgreement): (lead: number, position: number) => string | null {
    const { route } = compiled.agreement.handoff
    if (route.every(({ where }) => where.length === 0)) return () => route[0]?.team ?? null
    const routes = JSON.stringify(route)
    if (routes !== this.#routes) {
      this.#routes = routes
      this.#teams = new Map()
    }
    const teams = this.#teams
    return (lead, position) => {
      const known = teams.get(position)
      if (known !== undefined) return known
      const team = teamAt(this.#frame, compiled, route, lead, position)
      teams.set(position, team)
      return team
    }
  }
}

function teamAt(
  frame: Frame,
  compiled: CompiledAgreement,
  routes: readonly Route[],
  lead: number,
  position: number,
): string | null {
  const lookup = factsAt(frame, compiled, lead, position)
  return routes.find(({ where }) => whereHolds(where, lookup))?.team ?? null
}
