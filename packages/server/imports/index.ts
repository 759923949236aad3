export type { DryRun } from './dry-run.ts'
export type { ImportProgress, ImportSummary } from './import-file.ts'
export {
  type PreparedImport,
  prepareImport,
  runImport,
  type RunImportOptions,
  tryImport,
} from './run-import.ts'
export { addImportRoutes } from './import-routes.ts'
export { ImportRuns } from './run-imports.ts'
export { forgetUploads } from './uploads.ts'
