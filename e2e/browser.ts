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
