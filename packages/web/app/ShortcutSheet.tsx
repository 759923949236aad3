import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRole } from '../api/session-query.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { reachableScreens, SCREENS } from './screens.ts'
import { SHORTCUTS } from './shortcuts.ts'
import { useScreenNames } from './use-screen-names.ts'
import { setSingleKeys, useSingleKeys } from './use-shortcuts.ts'

const MOD = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl'

export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const singleKeys = useSingleKeys()
  const screens = useScreenKeys()
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-ink/25 dark:bg-sunk/70" />
        <Dialog.Popup className="fixed top-[7vh] left-1/2 z-50 scroller max-h-[86vh] w-[min(44rem,calc(100vw-2rem))] overflow-y-auto -translate-x-1/2 rounded-xl border border-line bg-raised p-5 shadow-float outline-none">
          <div className="mb-4 flex items-center justify-between">
            <Dialog.Title className="text-lead font-semibold">Keyboard shortcuts</Dialog.Title>
            <Dialog.Close
              aria-label="Close"
              className="inline-flex size-7 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink"
            >
              <X size={15} aria-hidden="true" />
            </Dialog.Close>
          </div>
          <div className="gap-x-8 sm:columns-2">
            {[...SHORTCUTS, screens].map((group) => (
              <section key={group.title} className="break-inside-avoid border-t border-line py-3">
                <h3 className="label mb-1.5">{group.title}</h3>
                <dl>
                  {group.shortcuts.map(({ keys, does }) => (
                    <div key={keys} className="flex h-7 items-center justify-between">
                      <dt>{does}</dt>
                      <dd className="flex gap-1">
                        {keys.split(' ').map((key) => (
                          <Kbd key={key}>{sayKey(key)}</Kbd>
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
          <label className="flex items-center gap-2 border-t border-line pt-4 text-small text-soft">
            <input
              type="checkbox"
              checked={singleKeys}
              onChange={(event) => setSingleKeys(event.target.checked)}
              className="size-4 accent-accent"
            />
            Shortcuts of single keys. Switch them off if speech input or a screen reader needs the keys.
          </label>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** A capital is pressed with shift; small letters are shown as the keyboard prints them. */
function sayKey(key: string): string {
  if (key === 'mod') return MOD
  if (key.length > 1) return key
  return /[A-Z]/.test(key) ? `⇧ ${key}` : key.toUpperCase()
}

/** The screens that one may see, with their two keys. */
function useScreenKeys(): (typeof SHORTCUTS)[number] {
  const role = useRole()
  const name = useScreenNames()
  const names = role === null ? [] : reachableScreens(role)
  return {
    title: 'Go to',
    shortcuts: names.map((screen) => ({ keys: `g ${SCREENS[screen].key}`, does: name(screen) })),
  }
}
