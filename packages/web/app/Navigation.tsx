import { DIALECTS, sayCount } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { Keyboard, Monitor, Moon, Search, Sun } from 'lucide-react'
import type { ComponentType } from 'react'
import { useDialect, useRole } from '../api/session-query.ts'
import { useStatus } from '../api/status-query.ts'
import { NoticeBell } from '../features/notices/index.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { Mark } from './Mark.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import { SCREEN_ICONS } from './screen-icons.ts'
import { SCREENS, screensOf } from './screens.ts'
import { chooseTheme, useTheme, type ThemeChoice } from './theme.ts'
import { useScreenCounts } from './use-screen-counts.ts'
import { useScreenNames } from './use-screen-names.ts'

type Icon = ComponentType<{ size?: number; strokeWidth?: number; className?: string }>

/** Left navigation from 768 px on. */
export function Navigation({
  onFind,
  onShortcuts,
}: {
  readonly onFind: () => void
  readonly onShortcuts: () => void
}) {
  return (
    <header className="hidden w-[216px] shrink-0 flex-col border-r border-line bg-sunk md:flex print:hidden">
      <div className="mx-3 mt-4 mb-4 flex h-7 items-center">
        <Link to="/" className="flex h-7 flex-1 items-center gap-2.5 rounded-md px-2">
          <Mark />
          <span className="text-lead font-semibold tracking-[-0.02em]">Baton</span>
        </Link>
        <NoticeBell />
      </div>
      <button
        type="button"
        onClick={onFind}
        className="mx-3 mb-3 flex h-8 shrink-0 items-center gap-2 rounded-md border border-line bg-raised px-2 text-body text-faint hover:border-line-strong hover:text-soft"
      >
        <Search size={13} aria-hidden="true" />
        <span className="flex-1 text-left">Find</span>
        <Kbd>{navigator.platform.startsWith('Mac') ? '⌘ K' : 'Ctrl K'}</Kbd>
      </button>
      <ScreenList />
      <StatusCard />
      <div className="space-y-1 border-t border-line px-3 py-2.5">
        <PersonMenu />
        <div className="flex items-center justify-between">
          <ThemeSwitch />
          <button
            type="button"
            onClick={onShortcuts}
            aria-label="Keyboard shortcuts"
            title="Keyboard shortcuts (?)"
            className="inline-flex size-7 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink"
          >
            <Keyboard size={15} strokeWidth={1.8} aria-hidden="true" />
          </button>
        </div>
      </div>
    </header>
  )
}

/** The screens of one's role; what waits there as a number. */
function ScreenList() {
  const role = useRole()
  const name = useScreenNames()
  const counts = useScreenCounts()
  return (
    <nav aria-label="Screens" className="scroller min-h-0 flex-1 overflow-y-auto px-3">
      <ul className="space-y-px">
        {(role === null ? [] : screensOf(role)).map((screen) => {
          const { to, key } = SCREENS[screen]
          const Icon = SCREEN_ICONS[screen]
          const count = counts[screen]
          return (
            <li key={screen}>
              <Link
                to={to}
                className="group relative flex h-8 items-center gap-2.5 rounded-md px-2 text-body font-medium text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:text-ink"
              >
                <span className="absolute top-2 bottom-2 -left-3 hidden w-[3px] bg-accent group-aria-[current=page]:block" />
                <Icon size={15} strokeWidth={1.8} className="text-faint group-aria-[current=page]:text-ink" />
                <span className="flex-1">{name(screen)}</span>
                <span
                  aria-hidden="true"
                  className="hidden text-tiny tracking-wider text-faint group-hover:inline group-focus-visible:inline"
                >
                  G {key.toUpperCase()}
                </span>
                {count !== undefined && count > 0 && (
                  <span className="figures min-w-4 text-right text-small text-faint group-hover:hidden group-focus-visible:hidden">
                    {sayCount(count)}
                  </span>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** Whose data this is, how much of it, and the agreement that judges it. */
function StatusCard() {
  const { data } = useStatus()
  const words = DIALECTS[useDialect()]
  if (data === undefined) return <div className="h-24 shrink-0" />
  return (
    <div className="shrink-0 space-y-1 px-5 py-4">
      <p className="flex items-center gap-2 text-body font-medium">
        <span className="truncate">{data.organisation}</span>
        {data.demo && (
          <span className="rounded border border-line-strong px-1 text-tiny leading-4 font-normal text-faint">
            Demo
          </span>
        )}
      </p>
      <p className="figures text-small text-faint">
        {sayCount(data.leads)} {words.leads}, {sayCount(data.events)} events
      </p>
      {data.agreement === null ? (
        <p className="text-small text-faint">No agreement in force</p>
      ) : (
        <Link
          to="/agreement"
          className="block truncate text-small text-faint underline decoration-line-strong underline-offset-2 hover:text-ink"
        >
          {data.agreement.name}, v{data.agreement.version}
        </Link>
      )}
    </div>
  )
}

const THEMES: readonly { choice: ThemeChoice; label: string; icon: Icon }[] = [
  { choice: 'system', label: 'Theme of the system', icon: Monitor },
  { choice: 'light', label: 'Light theme', icon: Sun },
  { choice: 'dark', label: 'Dark theme', icon: Moon },
]

function ThemeSwitch() {
  const chosen = useTheme()
  return (
    <fieldset aria-label="Theme" className="flex gap-px">
      {THEMES.map(({ choice, label, icon: Icon }) => (
        <button
          key={choice}
          type="button"
          aria-pressed={chosen === choice}
          aria-label={label}
          title={label}
          onClick={() => chooseTheme(choice)}
          className="inline-flex size-7 items-center justify-center rounded-md text-faint hover:text-ink aria-pressed:bg-hover aria-pressed:text-ink"
        >
          <Icon size={14} strokeWidth={1.8} />
        </button>
      ))}
    </fieldset>
  )
}
