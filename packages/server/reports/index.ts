export { openReports, type Reports } from './open-reports.ts'
export { readJourneys } from './read-journeys.ts'
export { addReportRoutes } from './report-routes.ts'
