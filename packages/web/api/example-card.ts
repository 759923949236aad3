import type { HandoffCard } from '@baton/protocol'

/** A handoff for tests; what matters to a test is given. */
export function exampleCard(more: Partial<HandoffCard> = {}): HandoffCard {
  return {
    lead: 'ada',
    cycle: 1,
    masked: false,
    name: 'Ada Lovelace',
    title: 'VP Operations',
    company: 'Analytical',
    stage: 'mql',
    tier: 'hand-raiser',
    clock: 'hot',
    grade: 'A',
    score: 83,
    owner: null,
    team: 'emea',
    openedAt: '2026-11-02T09:00:00Z',
    assignedAt: '2026-11-02T09:00:01Z',
    firstTouchDue: '2026-11-02T09:15:00Z',
    decideDue: '2026-11-03T09:00:00Z',
    touchedAt: null,
    acceptedAt: null,
    overdue: [],
    due: { kind: 'first-touch', at: '2026-11-02T09:15:00Z', warnAt: '2026-11-02T09:10:00Z' },
    attempts: 0,
    why: 'Demo Requested 5 minutes ago.',
    unknown: [],
    openCriteria: [],
    nextMeetingAt: null,
    ...more,
  }
}
