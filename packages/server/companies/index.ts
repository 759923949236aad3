export { companiesById, companiesByKey, type CompanyRecord, writeCompanies } from './company-rows.ts'
export { addCompanyRoutes } from './company-routes.ts'
