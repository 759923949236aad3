import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html } from './html.ts'

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</textarea><svg onload=alert(1)>',
  '&lt;b&gt;',
]

test('whatever comes from outside is text, in elements and in attributes', () => {
  for (const text of HOSTILE) {
    const page = html`<p title="${text}">${text}</p>`.text
    assert.deepEqual(
      [page.match(/</g)?.length, page.match(/"/g)?.length, page.includes("'")],
      [2, 2, false],
      page,
    )
  }
  assert.equal(html`${'&amp;'}`.text, '&amp;amp;')
})

test('what was made here stays as it is, in lists too, and what is absent is nothing', () => {
  const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`)
  const list = html`${items}${null}${false}${0}`
  assert.equal(html`<i>${list}</i>`.text, '<i><li>a</li><li>&lt;b&gt;</li>0</i>')
})
