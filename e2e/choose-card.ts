/// <reference lib="dom" />
/** Coming to a card of the queue by keys, wherever it stands by now. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

/** Goes up with k and down with j until the card is chosen. */
export async function chooseCard(page: Page, name: string): Promise<void> {
  const chosen = page.locator('[data-lead]').filter({ hasText: name })
  await chosen.waitFor()
  const id = await chosen.getAttribute('data-lead')
  for (let steps = 0; steps < 60; steps++) {
    const isThere = await page.evaluate(
      (lead) => document.activeElement?.closest('[data-lead]')?.getAttribute('data-lead') === lead,
      id,
    )
    if (isThere) return
    await page.keyboard.press(steps < 20 ? 'k' : 'j')
    await page.waitForTimeout(30)
  }
  assert.fail(`${name} cannot be reached with j`)
}
