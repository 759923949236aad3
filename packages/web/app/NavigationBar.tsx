import { Link, useNavigate } from '@tanstack/react-router'
import { Ellipsis, Search } from 'lucide-react'
import { useState } from 'react'
import { useRole } from '../api/session-query.ts'
import { NoticesDialog, useUnread } from '../features/notices/index.ts'
import { Menu } from '../ui/Menu.tsx'
import { usePersonMenuGroups } from './PersonMenu.tsx'
import { SCREEN_ICONS } from './screen-icons.ts'
import { reachableScreens, SCREENS, screensOf } from './screens.ts'
import { useScreenNames } from './use-screen-names.ts'

/** As many screens as fit beside the two buttons. */
const SHOWN = 3
const ITEM =
  'group relative flex flex-1 flex-col items-center justify-center gap-0.5 text-tiny font-medium text-faint aria-[current=page]:text-ink'

/** The screens as a bar at the bottom of narrow windows; those that do not fit behind "More". */
export function NavigationBar({ onFind }: { readonly onFind: () => void }) {
  const role = useRole()
  const name = useScreenNames()
  const shown = role === null ? [] : screensOf(role).slice(0, SHOWN)
  return (
    <nav
      aria-label="Screens"
      className="flex h-14 shrink-0 border-t border-line bg-sunk pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {shown.map((screen) => {
        const Icon = SCREEN_ICONS[screen]
        return (
          <Link key={screen} to={SCREENS[screen].to} className={ITEM}>
            <span className="absolute inset-x-6 -top-px hidden h-[2px] bg-accent group-aria-[current=page]:block" />
            <Icon size={18} strokeWidth={1.8} />
            {name(screen)}
          </Link>
        )
      })}
      <button type="button" onClick={onFind} className={ITEM}>
        <Search size={18} strokeWidth={1.8} aria-hidden="true" />
        Find
      </button>
      <More />
    </nav>
  )
}

function More() {
  const role = useRole()
  const name = useScreenNames()
  const navigate = useNavigate()
  const personal = usePersonMenuGroups()
  const unread = useUnread()
  const [notices, setNotices] = useState(false)
  const rest = role === null ? [] : reachableScreens(role).slice(SHOWN)
  const screens = rest.map((screen) => ({
    label: name(screen),
    onSelect: () => void navigate({ to: SCREENS[screen].to }),
  }))
  const inbox = {
    label: 'Notices',
    note: unread > 0 ? String(unread) : undefined,
    onSelect: () => setNotices(true),
  }
  return (
    <>
      <Menu
        side="top"
        align="end"
        groups={[{ items: [inbox] }, { title: 'Screens', items: screens }, ...personal]}
        trigger={
          <button type="button" className={ITEM}>
            <Ellipsis size={18} strokeWidth={1.8} aria-hidden="true" />
            More
            {unread > 0 && (
              <span className="absolute top-1.5 left-1/2 ml-2 size-2 rounded-full bg-accent">
                <span className="sr-only">, {unread} unread notices</span>
              </span>
            )}
          </button>
        }
      />
      {notices && <NoticesDialog onClose={() => setNotices(false)} />}
    </>
  )
}
