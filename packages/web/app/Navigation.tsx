import { sayCount } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { Keyboard, Monitor, Moon, ScrollText, Search, Split, Sun, UsersRound } from 'lucide-react'
import type { ComponentType } from 'react'
import { useStatus } from '../api/status-query.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { chooseTheme, useTheme, type ThemeChoice } from './theme.ts'

type Icon = ComponentType<{ size?: number; strokeWidth?: number; className?: string }>

const SCREENS: readonly {
  to: '/leads' | '/agreement' | '/sources'
  label: string
  icon: Icon
  keys: string
}[] = [
  { to: '/leads', label: 'Leads', icon: UsersRound, keys: 'G L' },
  { to: '/agreement', label: 'Agreement', icon: ScrollText, keys: 'G A' },
  { to: '/sources', label: 'Sources', icon: Split, keys: 'G S' },
]

/** The mark: three batons, the last one being carried. */
function Mark() {
  return (
    <svg width="22" height="16" viewBox="0 0 22 16" aria-hidden="true" className="shrink-0">
      <path d="M4 0h3.4L3.6 16H.2z" className="fill-line-strong" />
      <path d="M10.8 0h3.4l-3.8 16H7z" className="fill-soft" />
      <path d="M17.6 0H21l-3.8 16h-3.4z" className="fill-accent" />
    </svg>
  )
}

/** Left navigation from 768 px on. */
export function Navigation({
  onFind,
  onShortcuts,
}: {
  readonly onFind: () => void
  readonly onShortcuts: () => void
}) {
  return (
    <header className="hidden w-[216px] shrink-0 flex-col border-r border-line bg-sunk md:flex">
      <Link to="/leads" className="mx-3 mt-4 mb-4 flex h-7 items-center gap-2.5 rounded-md px-2">
        <Mark />
        <span className="text-lead font-semibold tracking-[-0.02em]">Baton</span>
      </Link>
      <button
        type="button"
        onClick={onFind}
        className="mx-3 mb-3 flex h-8 items-center gap-2 rounded-md border border-line bg-raised px-2 text-body text-faint hover:border-line-strong hover:text-soft"
      >
        <Search size={13} aria-hidden="true" />
        <span className="flex-1 text-left">Find</span>
        <Kbd>{navigator.platform.startsWith('Mac') ? '⌘ K' : 'Ctrl K'}</Kbd>
      </button>
      <nav aria-label="Screens" className="flex-1 px-3">
        <ul className="space-y-px">
          {SCREENS.map(({ to, label, icon: Icon, keys }) => (
            <li key={to}>
              <Link
                to={to}
                className="group relative flex h-8 items-center gap-2.5 rounded-md px-2 text-body font-medium text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:text-ink"
              >
                <span className="absolute top-2 bottom-2 -left-3 hidden w-[3px] bg-accent group-aria-[current=page]:block" />
                <Icon size={15} strokeWidth={1.8} className="text-faint group-aria-[current=page]:text-ink" />
                <span className="flex-1">{label}</span>
                <span
                  aria-hidden="true"
                  className="text-tiny tracking-wider text-faint opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
                >
                  {keys}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <StatusCard />
      <div className="flex items-center justify-between border-t border-line px-3 py-2.5">
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
    </header>
  )
}

/** Whose data this is, how much of it, and the agreement that judges it. */
function StatusCard() {
  const { data } = useStatus()
  if (data === undefined) return <div className="h-24" />
  return (
    <div className="space-y-1 px-5 py-4">
      <p className="flex items-center gap-2 text-body font-medium">
        <span className="truncate">{data.organisation}</span>
        {data.demo && (
          <span className="rounded border border-line-strong px-1 text-tiny leading-4 font-normal text-faint">
            Demo
          </span>
        )}
      </p>
      <p className="figures text-small text-faint">
        {sayCount(data.leads)} leads, {sayCount(data.events)} events
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

/** The same screens as a bar at the bottom of narrow windows. */
export function NavigationBar({ onFind }: { readonly onFind: () => void }) {
  const item =
    'flex flex-1 flex-col items-center justify-center gap-0.5 text-tiny font-medium text-faint aria-[current=page]:text-ink'
  return (
    <nav
      aria-label="Screens"
      className="flex h-14 shrink-0 border-t border-line bg-sunk pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {SCREENS.map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} className={`${item} group relative`}>
          <span className="absolute inset-x-6 -top-px hidden h-[2px] bg-accent group-aria-[current=page]:block" />
          <Icon size={18} strokeWidth={1.8} />
          {label}
        </Link>
      ))}
      <button type="button" onClick={onFind} className={item}>
        <Search size={18} strokeWidth={1.8} aria-hidden="true" />
        Find
      </button>
    </nav>
  )
}
