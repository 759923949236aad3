import type { ProgramStep } from '@baton/engine/program'
import { BellRing, Clock, FlaskConical, GitFork, Hourglass, Mail, PencilLine, Webhook } from 'lucide-react'

const ICONS = {
  send: Mail,
  wait: Clock,
  'wait-for': Hourglass,
  branch: GitFork,
  split: FlaskConical,
  set: PencilLine,
  tell: BellRing,
  webhook: Webhook,
} as const

/** What a step does, as a mark beside its words. */
export function KindIcon({ kind }: { readonly kind: ProgramStep['kind'] }) {
  const Icon = ICONS[kind]
  return <Icon size={14} aria-hidden="true" className="shrink-0 text-faint" />
}
