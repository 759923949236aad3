export { companiesById, companiesByKey, type CompanyRecord, writeCompanies } from './company-rows.ts'
