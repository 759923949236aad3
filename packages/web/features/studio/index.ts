/** What other screens use of the studio's: comments on the agreement, a measured effect in a few lines, keeping golden leads. */
export { CommentThread } from './CommentThread.tsx'
export { EffectFacts } from './effect/EffectFacts.tsx'
export { withExample } from './keep-example.ts'
