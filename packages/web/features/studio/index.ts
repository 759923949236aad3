/** What other screens use of the studio's: comments, a measured effect in a few lines, outcomes, golden leads, where clauses stand. */
export { pathOfClause } from './clause-path.ts'
export { CommentThread } from './CommentThread.tsx'
export { EffectFacts } from './effect/EffectFacts.tsx'
export { OutcomeMark } from './effect/OutcomeMark.tsx'
export { withExample } from './keep-example.ts'
export { YamlFace } from './YamlFace.tsx'
