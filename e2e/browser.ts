/** Chromium for tests and pictures. */
import { chromium, type Browser } from 'playwright-core'

/** Where Chromium stands; `CHROMIUM` names another. */
export function browserPath(): string {
  return process.env['CHROMIUM'] ?? '/usr/bin/chromium'
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ],
  })
}

/** As a person's browser calls itself: one that is driven says so, and what it does counts for nothing. */
export const PERSON =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
