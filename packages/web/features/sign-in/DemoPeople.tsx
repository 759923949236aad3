import { ArrowRight } from 'lucide-react'
import { useEffect, useRef, type RefObject } from 'react'
import { request } from '../../api/request.ts'
import { sayRole } from '../../app/screens.ts'
import { useSending } from '../../app/use-sending.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { demoSides, type DemoPerson } from './demo-sides.ts'
import { useEnter } from './use-enter.ts'

/** Everybody of the demo company; one click is enough to be them. Arrows move from one to the next. */
export function DemoPeople({
  people,
  to,
}: {
  readonly people: readonly DemoPerson[]
  readonly to: string | undefined
}) {
  const list = useRef<HTMLDivElement>(null)
  const { pending, problem, send } = useSending()
  const enter = useEnter()
  const sides = demoSides(people)
  useArrowKeys(list)
  return (
    <section aria-labelledby="demo-title" className="min-w-0 flex-1 min-[900px]:pt-16">
      <h2 id="demo-title" className="text-lead font-semibold">
        Or look around as somebody
      </h2>
      <p className="mt-1 text-body text-soft">
        This is a demo company. Its people are made up; what you do as one of them, the others see.
      </p>
      <p role="alert" className="min-h-5 pt-1 text-small text-accent-text">
        {problem}
      </p>
      <div ref={list}>
        {sides.map((side) => (
          <div key={side.title} className="mb-5">
            <h3 className="label border-b border-line pb-1">{side.title}</h3>
            <ul className="gap-x-8 sm:grid sm:grid-cols-2">
              {side.people.map((person) => (
                <li key={person.id} className="border-b border-line">
                  <button
                    type="button"
                    disabled={pending}
                    onClick={() =>
                      void send(async () =>
                        enter(await request('signInAsDemo', { body: { person: person.id } }), to),
                      )
                    }
                    className="group -mx-2 flex min-h-12 w-[calc(100%+1rem)] items-center gap-3 rounded-md px-2 py-1.5 text-left hover:bg-hover focus-visible:bg-hover focus-visible:-outline-offset-2"
                  >
                    <Avatar name={person.name} size={28} />
                    <span className="min-w-0 flex-1">
                      <span className="flex flex-wrap items-baseline gap-x-2">
                        <span className="font-medium">{person.name}</span>
                        <span className="text-small text-faint">
                          {[sayRole(person.role), ...person.teams].join(', ')}
                        </span>
                      </span>
                      <span className="block text-small text-soft">{person.about}</span>
                    </span>
                    <ArrowRight
                      size={14}
                      aria-hidden="true"
                      className="shrink-0 text-faint opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
                    />
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  )
}

/** Arrows move from one to the next, from wherever nothing is typed; Enter is the button's own. */
function useArrowKeys(list: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (by === undefined || list.current === null || event.target instanceof HTMLInputElement) return
      event.preventDefault()
      const buttons = [...list.current.querySelectorAll('button')]
      const from = buttons.indexOf(document.activeElement as HTMLButtonElement)
      const next = from < 0 && by < 0 ? buttons.length - 1 : from + by
      buttons[(next + buttons.length) % buttons.length]?.focus()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [list])
}
