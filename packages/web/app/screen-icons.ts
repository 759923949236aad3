import {
  BookOpen,
  Blend,
  ChartNoAxesColumn,
  Inbox,
  MessageSquareWarning,
  ScrollText,
  Shuffle,
  SlidersHorizontal,
  Split,
  SquareKanban,
  UserCog,
  UsersRound,
} from 'lucide-react'
import type { ScreenName } from './screens.ts'

export const SCREEN_ICONS = {
  queue: Inbox,
  team: ChartNoAxesColumn,
  triage: Shuffle,
  leads: UsersRound,
  pipeline: SquareKanban,
  contests: MessageSquareWarning,
  playbook: BookOpen,
  agreement: ScrollText,
  studio: SlidersHorizontal,
  sources: Split,
  duplicates: Blend,
  people: UserCog,
} as const satisfies Record<ScreenName, unknown>
