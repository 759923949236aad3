export { sayEvidence } from './say-evidence.ts'
