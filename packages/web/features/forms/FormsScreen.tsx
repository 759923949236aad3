import { PROPORTION_FLOOR } from '@baton/engine'
import type { Form } from '@baton/protocol'
import { sayCount } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useForms } from '../../api/forms-query.ts'
import { useMay } from '../../api/may.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Cell, Table } from '../../ui/Table.tsx'
import { KIND_NAMES, sayInterest } from './form-words.ts'
import { FormStatus } from './FormStatus.tsx'
import { FunnelCell, useStepNames } from './FunnelCell.tsx'
import { funnelSteps, mostSeen, STEP_NAMES } from './funnel-steps.ts'
import { NewFormDialog } from './NewFormDialog.tsx'

/** All forms, and how far those came who saw them. */
export function FormsScreen() {
  const forms = useForms()
  const mayAdd = useMay('addForm')
  const [adding, setAdding] = useState(false)
  useDocumentTitle('Forms')
  useShortcuts({ ...(mayAdd && { c: () => setAdding(true) }) })
  const add = (
    <Button look="solid" className="h-8" disabled={!forms.data} onClick={() => setAdding(true)}>
      <Plus size={13} aria-hidden="true" />
      New form
    </Button>
  )
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader title="Forms" note="What people fill in, and what becomes of them.">
        {mayAdd && add}
      </ScreenHeader>
      <div className="scroller min-h-0 flex-1 overflow-y-auto border-t border-line pb-12">
        {forms.isError ? (
          <ReadFailed what="The forms" error={forms.error} onRetry={() => void forms.refetch()} />
        ) : forms.data === undefined ? (
          <div className="space-y-6 p-6" aria-busy="true">
            <span className="sr-only">Reading the forms…</span>
            {Array.from({ length: 5 }, (_, row) => (
              <Skeleton key={row} className="w-full max-w-4xl" />
            ))}
          </div>
        ) : forms.data.data.length === 0 ? (
          <EmptyState title="No form yet" actions={mayAdd && add}>
            <p>A form is a page of its own, or stands in a page of yours by one line of code.</p>
          </EmptyState>
        ) : (
          <Forms forms={forms.data.data} />
        )}
      </div>
      {adding && forms.data !== undefined && (
        <NewFormDialog
          slugs={forms.data.data.map(({ definition }) => definition.slug)}
          mail={forms.data.mailConfigured}
          onClose={() => setAdding(false)}
        />
      )}
    </div>
  )
}

function Forms({ forms }: { readonly forms: readonly Form[] }) {
  const nameOf = useStepNames()
  const most = mostSeen(forms)
  const columns = [
    { label: 'Form', className: 'w-[22%]' },
    { label: 'Status' },
    ...STEP_NAMES.map((name) => ({ label: nameOf(name) })),
    { label: <span title="Posts that were taken for a program’s">Refused</span> },
  ]
  return (
    <>
      <div className="hidden lg:block">
        <Table caption="Forms and what came of them" columns={columns}>
          {forms.map((form) => (
            <tr key={form.id} className="hover:bg-sunk">
              <Cell className="py-2">
                <FormName form={form} />
              </Cell>
              <Cell>
                <FormStatus status={form.status} problems={form.problems.length} />
              </Cell>
              {funnelSteps(form.funnel).map((step) => (
                <Cell key={step.name} className="py-1.5">
                  <FunnelCell step={step} most={most} />
                </Cell>
              ))}
              <Cell className="figures text-faint">{sayCount(form.funnel.refused)}</Cell>
            </tr>
          ))}
        </Table>
      </div>
      <FormList forms={forms} most={most} />
      <p className="max-w-prose px-4 py-4 text-small text-faint md:px-6">
        Started and submitted are shares of those who saw the form; {nameOf('mql')}, {nameOf('sql')} and won
        are shares of those who sent it, and count what came afterwards. A bar is the range that the true rate
        lies in 95 times out of 100, on a scale from 0 to 100 %. Below {PROPORTION_FLOOR} a rate says too
        little to be shown.
      </p>
    </>
  )
}

/** The same for narrow windows. */
function FormList({ forms, most }: { readonly forms: readonly Form[]; readonly most: number }) {
  const nameOf = useStepNames()
  return (
    <ul className="lg:hidden">
      {forms.map((form) => (
        <li key={form.id} className="border-b border-line px-4 py-3 md:px-6">
          <div className="flex items-start justify-between gap-3">
            <FormName form={form} />
            <FormStatus status={form.status} problems={form.problems.length} />
          </div>
          <dl className="mt-2 grid grid-cols-3 gap-x-4 gap-y-2 sm:grid-cols-6">
            {funnelSteps(form.funnel).map((step) => (
              <div key={step.name} className="min-w-0">
                <dt className="truncate text-small text-faint">{nameOf(step.name)}</dt>
                <dd>
                  <FunnelCell step={step} most={most} />
                </dd>
              </div>
            ))}
          </dl>
          {form.funnel.refused > 0 && (
            <p className="mt-1 text-small text-faint">{sayCount(form.funnel.refused)} refused</p>
          )}
        </li>
      ))}
    </ul>
  )
}

function FormName({ form: { id, definition } }: { readonly form: Form }) {
  return (
    <span className="block min-w-0">
      <Link
        to="/forms/$id"
        params={{ id }}
        className="inline-flex min-h-6 items-center rounded-sm font-medium underline decoration-transparent underline-offset-2 hover:decoration-accent"
      >
        {definition.name}
      </Link>
      <span className="ml-2 font-mono text-small text-faint">{definition.slug}</span>
      <span className="block text-small text-faint">
        {KIND_NAMES[definition.kind]}, {sayInterest(definition.kind)}
      </span>
    </span>
  )
}
