import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { sayStageIn } from '@baton/words'
import { useNavigate } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useState } from 'react'
import type { LeadRow } from '@baton/protocol'
import { useLeadSearch } from '../api/leads-query.ts'
import { useDialect, useRole } from '../api/session-query.ts'
import { StageChip } from '../features/leads/StageChip.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { commandsFor, matchCommands, type Command, type CommandGroup } from './commands.ts'
import { chooseTheme } from './theme.ts'
import { useSignOut } from './use-sign-out.ts'

interface Item {
  readonly value: string
  readonly command?: Command
  readonly lead?: LeadRow
}

interface Group {
  readonly value: string
  readonly items: readonly Item[]
}

/** Finds leads by name and commands by their words. */
export function CommandPalette({
  onClose,
  onShortcuts,
  onEnterLead,
}: {
  readonly onClose: () => void
  readonly onShortcuts: () => void
  readonly onEnterLead: () => void
}) {
  const [words, setWords] = useState('')
  const navigate = useNavigate()
  const search = useLeadSearch(words.trim())
  const role = useRole()
  const dialect = useDialect()
  const signOut = useSignOut()
  const commands = role === null ? [] : matchCommands(commandsFor(role, dialect), words)
  const groups = groupsOf(commands, words.trim() === '' ? [] : (search.data?.data ?? []))
  const run = (item: Item) => {
    onClose()
    if (item.lead !== undefined)
      return void navigate({ to: '/leads/$leadId', params: { leadId: item.lead.id } })
    const action = item.command!.action
    if (action.kind === 'go') return void navigate({ to: action.to, search: action.search ?? {} })
    if (action.kind === 'theme') return chooseTheme(action.choice)
    if (action.kind === 'sign-out') return void signOut()
    if (action.kind === 'enter-lead') return onEnterLead()
    onShortcuts()
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-ink/25 dark:bg-sunk/70" />
        <Dialog.Popup
          aria-label="Find leads and commands"
          className="fixed top-[14vh] left-1/2 z-50 flex max-h-[min(28rem,72vh)] w-[min(36rem,calc(100vw-1.5rem))] -translate-x-1/2 flex-col overflow-hidden rounded-xl border border-line bg-raised shadow-float outline-none"
        >
          <Autocomplete.Root
            open
            inline
            items={groups}
            filter={null}
            value={words}
            onValueChange={setWords}
            itemToStringValue={(item: Item) => item.value}
            autoHighlight="always"
            keepHighlight
          >
            <div className="flex items-center gap-2.5 border-b border-line px-4">
              <Search size={15} aria-hidden="true" className="text-faint" />
              <Autocomplete.Input
                aria-label="Find leads and commands"
                placeholder="Find a lead, a screen, a filter…"
                className="h-12 w-full bg-transparent text-lead outline-none"
              />
              <Kbd>Esc</Kbd>
            </div>
            <div className="scroller min-h-0 flex-1 overflow-y-auto p-1.5">
              <Autocomplete.Empty>
                <p className="px-3 py-6 text-body text-faint">
                  {words.trim() !== '' && 'Nobody and nothing by these words.'}
                </p>
              </Autocomplete.Empty>
              <Autocomplete.List>
                {(group: Group) => <PaletteGroup key={group.value} group={group} onRun={run} />}
              </Autocomplete.List>
            </div>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function PaletteGroup({ group, onRun }: { readonly group: Group; readonly onRun: (item: Item) => void }) {
  return (
    <Autocomplete.Group items={group.items} className="pb-1">
      <Autocomplete.GroupLabel className="label px-2.5 pt-2 pb-1">{group.value}</Autocomplete.GroupLabel>
      <Autocomplete.Collection>
        {(item: Item) => (
          <Autocomplete.Item
            key={item.value}
            value={item}
            onClick={() => onRun(item)}
            className="flex min-h-9 cursor-default items-center gap-3 rounded-md px-2.5 text-body outline-none select-none data-highlighted:bg-hover"
          >
            {item.lead === undefined ? (
              <CommandLine command={item.command!} />
            ) : (
              <LeadLine lead={item.lead} />
            )}
          </Autocomplete.Item>
        )}
      </Autocomplete.Collection>
    </Autocomplete.Group>
  )
}

function groupsOf(matched: readonly CommandGroup[], leads: readonly LeadRow[]): readonly Group[] {
  const found: Group = { value: 'People found', items: leads.map((lead) => ({ value: lead.id, lead })) }
  const commands = matched.map((group) => ({
    value: group.title,
    items: group.commands.map((command) => ({ value: command.label, command })),
  }))
  return [found, ...commands].filter((group) => group.items.length > 0)
}

function LeadLine({ lead }: { readonly lead: LeadRow }) {
  const dialect = useDialect()
  return (
    <>
      <span className="min-w-0 flex-1 truncate">
        <span className="font-medium">{lead.name ?? lead.email ?? 'Anonymous visitor'}</span>
        {lead.company !== null && <span className="text-faint"> · {lead.company}</span>}
      </span>
      <StageChip stage={lead.stage} label={sayStageIn(dialect, lead.stage)} />
    </>
  )
}

function CommandLine({ command }: { readonly command: Command }) {
  return (
    <>
      <span className="flex-1">{command.label}</span>
      {command.keys !== undefined && (
        <span className="flex gap-1">
          {command.keys.split(' ').map((key) => (
            <Kbd key={key}>{key.toUpperCase()}</Kbd>
          ))}
        </span>
      )}
    </>
  )
}
