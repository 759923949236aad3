/** What other screens use of the queue: how a handoff's clock is read, and logging a touch. */
export { clockOf } from './card-clock.ts'
export { sayClockKind, sayWho } from './say-card.ts'
export { TouchBar } from './TouchBar.tsx'
