/** Reading YAML documents, whatever they are about: every problem at once, each with its place. */
export * from './document-cursor.ts'
export { nearestName } from './nearest-name.ts'
export type { Problem, ProblemCode } from './problem.ts'
