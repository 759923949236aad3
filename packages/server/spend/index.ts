export { moneySettings, ratesOf } from './money-settings.ts'
export { readSpend } from './spend-rows.ts'
export { addSpendRoutes } from './spend-routes.ts'
export { ensureSpend } from './ensure-spend.ts'
