import { useNavigate } from '@tanstack/react-router'
import { ChevronsUpDown, LogOut, Settings } from 'lucide-react'
import { useChangeMe, useMe, type Dialect } from '../api/session-query.ts'
import { RequestFailed } from '../api/request.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Menu, type MenuGroup } from '../ui/Menu.tsx'
import { toast } from '../ui/toast.ts'
import { sayRole } from './screens.ts'
import { useSignOut } from './use-sign-out.ts'

/** Who is signed in, at the foot of the navigation: words, settings, the way out. */
export function PersonMenu() {
  const me = useMe()
  const groups = usePersonMenuGroups()
  if (me === null) return null
  const { name, role } = me.person
  return (
    <Menu
      side="top"
      groups={groups}
      header={<p className="max-w-56 truncate text-small text-faint">{me.person.email}</p>}
      trigger={
        <button
          type="button"
          className="flex h-10 w-full items-center gap-2 rounded-md px-1.5 text-left hover:bg-hover data-popup-open:bg-hover"
        >
          <Avatar name={name} size={24} />
          <span className="min-w-0 flex-1">
            <span className="block truncate text-body leading-4 font-medium">{name}</span>
            <span className="block truncate text-tiny leading-4 text-faint">
              {sayRole(role)}
              <span className="sr-only">, my account</span>
            </span>
          </span>
          <ChevronsUpDown size={13} aria-hidden="true" className="shrink-0 text-faint" />
        </button>
      }
    />
  )
}

/** What one can do for oneself; shared with the bar of narrow windows. */
export function usePersonMenuGroups(): readonly MenuGroup[] {
  const me = useMe()
  const changeMe = useChangeMe()
  const signOut = useSignOut()
  const navigate = useNavigate()
  const choose = (dialect: Dialect) => {
    changeMe({ dialect }).catch((error: unknown) =>
      toast(error instanceof RequestFailed ? error.detail : String(error), { tone: 'problem' }),
    )
  }
  return [
    {
      title: 'Words',
      items: [
        {
          label: 'Leads, as marketing says',
          checked: me?.dialect === 'marketing',
          onSelect: () => choose('marketing'),
        },
        {
          label: 'Prospects, as sales says',
          checked: me?.dialect === 'sales',
          onSelect: () => choose('sales'),
        },
      ],
    },
    {
      items: [
        {
          label: 'My settings',
          icon: <Settings size={13} aria-hidden="true" className="text-faint" />,
          onSelect: () => void navigate({ to: '/settings' }),
        },
        {
          label: 'Sign out',
          icon: <LogOut size={13} aria-hidden="true" className="text-faint" />,
          onSelect: () => void signOut(),
        },
      ],
    },
  ]
}
