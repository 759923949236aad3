/** How reports read amounts of money; what nobody has set yet assumes nothing about rates, margins and terms. */
import type { Rates } from '@baton/engine/reports'
import type { MoneySettings } from '@baton/protocol'
import type pg from 'pg'
import { keepSetting, setting } from '../installation/index.ts'
import { Refusal } from '../platform/http/refusal.ts'

const DEFAULTS: MoneySettings = {
  currency: 'EUR',
  rates: {},
  bareAmounts: false,
  margin: 1,
  amountMonths: null,
}
const SETTING = 'money'

export async function moneySettings(pool: pg.Pool): Promise<MoneySettings> {
  const text = await setting(pool, SETTING)
  return { ...DEFAULTS, ...(text === null ? {} : (JSON.parse(text) as Partial<MoneySettings>)) }
}

/** @throws Refusal `invalid_request` where the currency of reports is given a rate of its own */
export async function setMoneySettings(pool: pg.Pool, settings: MoneySettings): Promise<void> {
  const { currency, rates } = settings
  if ((rates[currency] ?? 1) !== 1)
    throw new Refusal(
      'invalid_request',
      `rates.${currency}: is ${rates[currency]}, and ${currency} is the currency of reports: its rate is 1.`,
    )
  await keepSetting(pool, SETTING, JSON.stringify(settings))
}

/** Rates as reports ask for them: an empty code is an amount that names no currency. */
export function ratesOf({ currency, rates, bareAmounts }: MoneySettings): Rates {
  return { ...rates, [currency]: 1, ...(bareAmounts ? { '': 1 } : {}) }
}
