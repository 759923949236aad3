import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { Kbd } from '../ui/Kbd.tsx'
import { SHORTCUTS } from './shortcuts.ts'
import { setSingleKeys, useSingleKeys } from './use-shortcuts.ts'

const MOD = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl'

export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const singleKeys = useSingleKeys()
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-ink/25 dark:bg-sunk/70" />
        <Dialog.Popup className="fixed top-[12vh] left-1/2 z-50 w-[min(30rem,calc(100vw-2rem))] -translate-x-1/2 rounded-xl border border-line bg-raised p-5 shadow-float outline-none">
          <div className="mb-4 flex items-center justify-between">
            <Dialog.Title className="text-lead font-semibold">Keyboard shortcuts</Dialog.Title>
            <Dialog.Close
              aria-label="Close"
              className="inline-flex size-7 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink"
            >
              <X size={15} aria-hidden="true" />
            </Dialog.Close>
          </div>
          {SHORTCUTS.map((group) => (
            <section key={group.title} className="border-t border-line py-3">
              <h3 className="label mb-1.5">{group.title}</h3>
              <dl>
                {group.shortcuts.map(({ keys, does }) => (
                  <div key={keys} className="flex h-7 items-center justify-between">
                    <dt>{does}</dt>
                    <dd className="flex gap-1">
                      {keys.split(' ').map((key) => (
                        <Kbd key={key}>
                          {key === 'mod' ? MOD : key.length === 1 ? key.toUpperCase() : key}
                        </Kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
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
