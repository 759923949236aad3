import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useRole } from '../api/session-query.ts'
import { useLiveNotices } from '../features/notices/index.ts'
import { Navigation } from './Navigation.tsx'
import { NavigationBar } from './NavigationBar.tsx'
import { reachableScreens, SCREENS } from './screens.ts'
import { useShortcuts } from './use-shortcuts.ts'

const CommandPalette = lazy(async () => ({ default: (await import('./CommandPalette.tsx')).CommandPalette }))
const EnterLeadDialog = lazy(async () => ({
  default: (await import('../features/leads/EnterLeadDialog.tsx')).EnterLeadDialog,
}))
const ShortcutSheet = lazy(async () => ({ default: (await import('./ShortcutSheet.tsx')).ShortcutSheet }))

/** The frame around every screen: navigation, command palette, list of shortcuts, and what the server tells. */
export function Shell() {
  const [open, setOpen] = useState<'palette' | 'shortcuts' | 'enter-lead' | null>(null)
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const shown = useRef(path)
  useEffect(() => {
    // A new screen takes the focus, so that the keyboard and a reader go on from its beginning.
    if (shown.current !== path) main.current?.focus({ preventScroll: true })
    shown.current = path
  }, [path])
  useShortcuts({
    'mod k': () => setOpen((now) => (now === 'palette' ? null : 'palette')),
    '?': () => setOpen('shortcuts'),
    ...useGoKeys(),
  })
  useLiveNotices()
  const close = () => setOpen(null)
  return (
    <div className="flex h-full flex-col md:flex-row">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-ink px-3 py-2 text-body font-medium text-paper focus:translate-y-0"
      >
        Skip to content
      </a>
      <Navigation onFind={() => setOpen('palette')} onShortcuts={() => setOpen('shortcuts')} />
      <main id="main" ref={main} tabIndex={-1} className="min-h-0 min-w-0 flex-1 outline-none">
        <Outlet />
      </main>
      <NavigationBar onFind={() => setOpen('palette')} />
      <Suspense>
        {open === 'palette' && (
          <CommandPalette
            onClose={close}
            onShortcuts={() => setOpen('shortcuts')}
            onEnterLead={() => setOpen('enter-lead')}
          />
        )}
        {open === 'enter-lead' && <EnterLeadDialog onClose={close} />}
        {open === 'shortcuts' && <ShortcutSheet onClose={close} />}
      </Suspense>
    </div>
  )
}

/** `g` and a letter for every screen that one may see. */
function useGoKeys(): Readonly<Record<string, () => void>> {
  const role = useRole()
  const navigate = useNavigate()
  const names = role === null ? [] : reachableScreens(role)
  return Object.fromEntries(
    names.map((name) => [`g ${SCREENS[name].key}`, () => void navigate({ to: SCREENS[name].to })]),
  )
}
