import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { secretKeysOptions, useReadAgain } from '../../api/event-log-query.ts'
import type { Answer } from '../../api/paths.ts'
import { request } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Timestamp } from '../../ui/Timestamp.tsx'
import { toast } from '../../ui/toast.ts'
import { AddSecretKeyDialog } from './KeyDialogs.tsx'
import { Mark } from './Mark.tsx'

type SecretKey = Answer<'secretKeys'>['data'][number]

/** Secret keys by name: the keys themselves are nowhere. */
export function SecretKeys({ now }: { readonly now: number }) {
  const keys = useQuery(secretKeysOptions).data?.data ?? []
  const [isAdding, setAdding] = useState(false)
  const [revoking, setRevoking] = useState<SecretKey | null>(null)
  return (
    <section aria-label="Secret keys" className="pt-6">
      <div className="flex flex-wrap items-center gap-3 px-4 pb-3 md:px-6">
        <h2 className="text-lead font-semibold">Secret keys</h2>
        <p className="text-small text-faint">For servers; each shown once, when it is made</p>
        <Button className="ml-auto" onClick={() => setAdding(true)}>
          <Plus size={13} aria-hidden="true" />
          Make a secret key
        </Button>
      </div>
      {keys.length === 0 ? (
        <p className="border-t border-line px-4 py-3 text-body text-faint md:px-6">None yet.</p>
      ) : (
        <ul className="border-t border-line">
          {keys.map((key) => (
            <li
              key={key.id}
              className="flex min-h-11 flex-wrap items-center gap-x-4 border-b border-line px-4 py-1.5 md:px-6"
            >
              <span className={`font-medium ${key.revokedAt === null ? '' : 'text-faint line-through'}`}>
                {key.name}
              </span>
              <span className="text-small text-faint">
                made <Timestamp at={Date.parse(key.createdAt)} now={now} />
                {key.createdBy !== null && ` by ${key.createdBy}`} ·{' '}
                {key.lastUsedAt === null ? (
                  'not used yet'
                ) : (
                  <>
                    used <Timestamp at={Date.parse(key.lastUsedAt)} now={now} />
                  </>
                )}
              </span>
              <span className="ml-auto">
                {key.revokedAt === null ? (
                  <Button look="plain" onClick={() => setRevoking(key)}>
                    Revoke
                  </Button>
                ) : (
                  <Mark tone="plain">revoked</Mark>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {isAdding && <AddSecretKeyDialog onClose={() => setAdding(false)} />}
      {revoking !== null && <RevokeDialog secret={revoking} onClose={() => setRevoking(null)} />}
    </section>
  )
}

function RevokeDialog({ secret, onClose }: { readonly secret: SecretKey; readonly onClose: () => void }) {
  const { pending, problem, send } = useSending()
  const readAgain = useReadAgain()
  const revoke = () =>
    void send(async () => {
      await request('revokeSecretKey', { params: { id: secret.id } })
      await readAgain('secret-keys')
      toast(`${secret.name} is revoked.`)
      onClose()
    })
  return (
    <Dialog
      size="narrow"
      title={`Revoke ${secret.name}`}
      note="Whoever shows the key is refused within five seconds. It cannot be taken back."
      onClose={onClose}
      onSubmit={revoke}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={pending}>
            Revoke
          </Button>
        </>
      }
    >
      {problem !== null && (
        <p role="alert" className="text-small text-accent-text">
          {problem}
        </p>
      )}
    </Dialog>
  )
}
