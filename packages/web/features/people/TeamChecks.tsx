import type { Team } from '@baton/protocol'
import { Checkbox } from '../../ui/Checkbox.tsx'

/** Which teams somebody is in. */
export function TeamChecks({
  teams,
  chosen,
  onChange,
}: {
  readonly teams: readonly Team[]
  readonly chosen: readonly string[]
  readonly onChange: (teams: readonly string[]) => void
}) {
  return (
    <fieldset>
      <legend className="mb-1 text-small font-medium text-soft">Teams</legend>
      {teams.length === 0 && <p className="text-small text-faint">There are no teams yet.</p>}
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {teams.map((team) => (
          <Checkbox
            key={team.id}
            label={team.name}
            checked={chosen.includes(team.id)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, team.id] : chosen.filter((id) => id !== team.id))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}
