import type { Hook, HookMapping, HookPreview, HookSamples } from '@baton/protocol'
import { ArrowLeft, Ellipsis } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useReadAgain } from '../../api/event-log-query.ts'
import { useHookPreview, useHookSamples } from '../../api/hooks-query.ts'
import { useMay } from '../../api/may.ts'
import { request } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { toast } from '../../ui/toast.ts'
import { GuardDialog, RemoveDialog, RenewDialog } from './HookDialogs.tsx'
import { MappingForm } from './MappingForm.tsx'
import { MappingPreview, PreviewInShort } from './MappingPreview.tsx'
import { pickedPath, type Target, withTarget } from './mapping-targets.ts'
import { Mark } from './Mark.tsx'
import { SamplePane } from './SamplePane.tsx'

/** A webhook's mapping, made from what it really received: values on the left, what they mean on the right. */
export function HookEditor({ hook, onClose }: { readonly hook: Hook; readonly onClose: () => void }) {
  const samples = useHookSamples(hook.id).data ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const [mapping, setMapping] = useState<HookMapping>(hook.mapping)
  const [target, setTarget] = useState<Target>('identity.email')
  const sample = samples.find(({ id }) => id === chosen) ?? samples[0]
  const preview = useHookPreview(hook.id, sample?.id ?? null, useDeferredValue(mapping))
  const body = bodyOf(sample)
  const isChanged = JSON.stringify(mapping) !== JSON.stringify(hook.mapping)
  return (
    <div className="flex min-h-full flex-col">
      <EditorHeader
        hook={hook}
        mapping={mapping}
        isChanged={isChanged}
        preview={preview.data}
        onClose={onClose}
      />
      <div className="grid min-h-0 flex-1 lg:grid-cols-2">
        <SamplePane
          samples={samples}
          sample={sample}
          body={body}
          target={target}
          onSample={setChosen}
          onPick={(place) =>
            setMapping((before) => withTarget(before, target, pickedPath(body, before.each, target, place)))
          }
        />
        <div className="min-w-0 border-t border-line px-4 py-4 md:px-6 lg:border-t-0 lg:border-l">
          <MappingForm
            mapping={mapping}
            target={target}
            problems={preview.data?.problems ?? []}
            onTarget={setTarget}
            onChange={setMapping}
          />
          {sample !== undefined && <MappingPreview preview={preview.data} />}
        </div>
      </div>
    </div>
  )
}

function bodyOf(sample: HookSamples['data'][number] | undefined): unknown {
  return sample === undefined ? undefined : (JSON.parse(sample.body) as unknown)
}

const STATE_TONES = { collecting: 'warn', live: 'good', off: 'plain' } as const

function EditorHeader({
  hook,
  mapping,
  isChanged,
  preview,
  onClose,
}: {
  readonly hook: Hook
  readonly mapping: HookMapping
  readonly isChanged: boolean
  readonly preview: HookPreview | undefined
  readonly onClose: () => void
}) {
  const { pending, problem, send } = useSending()
  const readAgain = useReadAgain()
  const save = (state: Hook['state'], said: string) =>
    void send(async () => {
      await request('changeHook', { params: { id: hook.id }, body: { state, mapping } })
      await readAgain('hooks')
      toast(said)
    })
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-3 md:px-6 lg:sticky lg:top-0 lg:z-10 lg:bg-paper">
      <Button look="plain" aria-label="Back to the webhooks" onClick={onClose} className="px-1.5!">
        <ArrowLeft size={14} aria-hidden="true" />
      </Button>
      <h2 className="text-lead font-semibold">{hook.name}</h2>
      <Mark tone={STATE_TONES[hook.state]}>{hook.state}</Mark>
      {preview !== undefined && <PreviewInShort preview={preview} />}
      <span className="ml-auto flex items-center gap-2">
        {problem !== null && (
          <span role="alert" className="text-small text-accent-text">
            {problem}
          </span>
        )}
        {hook.state === 'live' ? (
          <>
            <Button disabled={pending} onClick={() => save('collecting', 'It only collects now.')}>
              Collect only
            </Button>
            <Button look="solid" disabled={pending || !isChanged} onClick={() => save('live', 'Saved.')}>
              Save
            </Button>
          </>
        ) : (
          <>
            <Button disabled={pending || !isChanged} onClick={() => save(hook.state, 'Saved.')}>
              Save
            </Button>
            <Button
              look="solid"
              disabled={pending}
              onClick={() => save('live', 'It is live: what it receives becomes events.')}
            >
              Save and go live
            </Button>
          </>
        )}
        <MoreMenu hook={hook} onOff={() => save('off', 'It is off.')} onGone={onClose} />
      </span>
    </header>
  )
}

function MoreMenu({
  hook,
  onOff,
  onGone,
}: {
  readonly hook: Hook
  readonly onOff: () => void
  readonly onGone: () => void
}) {
  const [open, setOpen] = useState<'guard' | 'renew' | 'remove' | null>(null)
  const mayGuard = useMay('guardHook')
  const close = () => setOpen(null)
  const forAdmins = [
    { label: 'Signature and token', onSelect: () => setOpen('guard') },
    { label: 'New address', onSelect: () => setOpen('renew') },
    { label: 'Remove', onSelect: () => setOpen('remove'), tone: 'danger' as const },
  ]
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button look="plain" aria-label="More" className="px-1.5!">
            <Ellipsis size={15} aria-hidden="true" />
          </Button>
        }
        groups={[
          { items: [{ label: 'Turn off', onSelect: onOff, disabled: hook.state === 'off' }] },
          ...(mayGuard ? [{ items: forAdmins }] : []),
        ]}
      />
      {open === 'guard' && <GuardDialog hook={hook} onClose={close} />}
      {open === 'renew' && <RenewDialog hook={hook} onClose={close} />}
      {open === 'remove' && <RemoveDialog hook={hook} onClose={close} onGone={onGone} />}
    </>
  )
}
