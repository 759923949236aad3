/** What other screens use of the studio's: comments on the agreement, and a measured effect in a few lines. */
export { CommentThread } from './CommentThread.tsx'
export { EffectFacts } from './effect/EffectFacts.tsx'
