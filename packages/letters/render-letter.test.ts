/** Rendering as a whole: what is where, the same each time, and never too much of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkLetter } from './check-letter.ts'
import { LETTER_CHARACTERS_MAX, letterSchema } from './letter-document.ts'
import { renderLetter } from './render-letter.ts'
import { sampleContext } from './sample-context.ts'
import { anyContext, anyLetter, letterOf, textLetter } from './testing/letters.ts'

const plainLink = { link: (url: string) => url }
const KNOWN = { leadFields: ['first_name', 'title'], companyFields: ['name'] }
const bytes = (text: string) => Buffer.byteLength(text)

test('every letter renders, the same each time, below 256 KB, with its footer', () => {
  fc.assert(
    fc.property(anyLetter, anyContext, (letter, context) => {
      const options = { link: (_url: string, index: number) => `https://t.example/c/${index}` }
      const one = renderLetter(letter, context, options)
      assert.deepEqual(renderLetter(letter, context, options), one)
      assert.ok(bytes(one.html) + bytes(one.text) < 256_000)
      for (const output of [one.html, one.text]) {
        assert.ok(output.includes(context.links.unsubscribe))
        assert.ok(output.includes(context.links.preferences))
        assert.ok(output.isWellFormed())
      }
      assert.doesNotMatch(one.subject, /[\r\n\0]/)
      // Only addresses that may be followed, and each link in both parts under one number.
      for (const { url, index } of one.links) {
        assert.match(url, /^https?:\/\//i)
        assert.equal(one.links[index]!.url, url)
      }
      for (const [, href] of one.html.matchAll(/ (?:href|src)="([^"]*)"/g))
        assert.match(href!, /^(https?:\/\/|mailto:)/i)
      checkLetter(letter, KNOWN)
    }),
    { numRuns: 1_500 },
  )
})

test('bombs end early, and the footer is there all the same', () => {
  const bombs = [
    '{{#if lead.title}}'.repeat(1_000),
    '{{ lead.first_name }}'.repeat(450),
    '{{'.repeat(5_000),
    '['.repeat(10_000),
    '*'.repeat(10_000),
    '*a '.repeat(3_000),
    'a\n\n'.repeat(3_300),
    '- a\n'.repeat(2_500),
    '[a](http://b.c)'.repeat(660),
    '\\'.repeat(10_000),
    '"'.repeat(10_000),
  ]
  const context = { ...sampleContext, lead: { first_name: '"'.repeat(100_000), title: 'x' } }
  for (const bomb of bombs) {
    const half = bomb.slice(0, 9_500)
    const letter = letterOf([
      { id: 'a', kind: 'text', text: half },
      { id: 'b', kind: 'text', text: half },
    ])
    const { html, text, links } = renderLetter(letter, context, {
      link: (_url, index) => `https://t.example/c/${'x'.repeat(150)}/${index}`,
    })
    assert.ok(bytes(html) + bytes(text) < 256_000, bomb.slice(0, 20))
    assert.ok(html.includes(context.links.unsubscribe) && text.includes(context.links.unsubscribe))
    assert.ok(links.length <= 100)
    checkLetter(letter, KNOWN)
  }
})

test('a letter has an end, and blocks have ids of their own', () => {
  const long = { id: 'a', kind: 'text', text: 'x'.repeat(9_999) }
  const parse = (blocks: readonly object[]) => letterSchema.safeParse({ subject: '', blocks }).success
  assert.ok(parse([long, { ...long, id: 'b' }].slice(0, 1)))
  assert.ok(!parse([long, { ...long, id: 'b' }, { ...long, id: 'c' }]), String(LETTER_CHARACTERS_MAX))
  assert.ok(!parse([long, { id: 'a', kind: 'divider' }]))
  const column = { id: 'c', kind: 'columns', left: [{ id: 'd', kind: 'divider' }], right: [] }
  assert.ok(parse([column]))
  assert.ok(!parse([column, { id: 'd', kind: 'divider' }]))
})

test('what becomes a header or an address is one line', () => {
  for (const bad of ['a\r\nBcc: x', 'a\nb', 'a\0b', 'a\u2028b'])
    for (const letter of [
      { subject: bad, blocks: [] },
      { subject: '', preheader: bad, blocks: [] },
      { subject: '', from: { name: bad }, blocks: [] },
      { subject: '', blocks: [{ id: 'a', kind: 'button', text: 'x', url: `https://a.example/${bad}` }] },
      { subject: '', blocks: [{ id: 'a', kind: 'image', alt: bad, url: 'https://a.example/' }] },
    ])
      assert.ok(!letterSchema.safeParse(letter).success, JSON.stringify(letter))
})

test('defaults, conditions and what is not known', () => {
  const say = (text: string, lead: Record<string, string | number | boolean | null>) =>
    renderLetter(textLetter(text), { ...sampleContext, lead }, plainLink).text.split('\n')[0]
  assert.equal(say('Dear {{ lead.first_name | default: "there" }}', {}), 'Dear there')
  assert.equal(say('Dear {{ lead.first_name | default: “there” }}', { first_name: '' }), 'Dear there')
  assert.equal(say('Dear {{lead.first_name}}!', { first_name: ' Ada ' }), 'Dear Ada!')
  const condition = '{{#if lead.title}}a {{ lead.title }}{{else}}somebody{{/if}}'
  assert.equal(say(condition, { title: 'cook' }), 'a cook')
  assert.equal(say(condition, { title: null }), 'somebody')
  assert.equal(say(condition, { title: false }), 'somebody')
  assert.equal(say('{{ lead.title }}', { title: 0 }), '0')
  assert.equal(say('{{ lead.title }}', { title: true }), 'yes')
  assert.equal(say('{{#if lead.a}}1{{#if lead.b}}2{{else}}3{{/if}}4{{else}}5{{/if}}', { a: 'x' }), '134')
})

test('markup is markup, and both parts say the same', () => {
  const { html, text, links } = renderLetter(
    textLetter(
      'One **two** *three*\nfour\n\n- a\n- [b](https://b.example/x?y=1&z=2)\n\n3 * 4 * 5 and \\*stars\\*',
    ),
    sampleContext,
    { link: (_url, index) => `https://t.example/c/${index}` },
  )
  assert.match(html, /One <strong>two<\/strong> <em>three<\/em><br>four<\/p>/)
  assert.match(
    html,
    /<ul [^>]*><li [^>]*>a<\/li><li [^>]*><a [^>]*href="https:\/\/t\.example\/c\/0"[^>]*>b<\/a><\/li><\/ul>/,
  )
  assert.match(html, /3 \* 4 \* 5 and \*stars\*/)
  assert.match(text, /^One two three\nfour\n\n- a\n- b \(https:\/\/t\.example\/c\/0\)\n\n3 \* 4/)
  assert.deepEqual(links, [{ index: 0, url: 'https://b.example/x?y=1&z=2', label: 'b' }])
})

test('the footer is never followed through a link of ours, and every other link is', () => {
  const asked: string[] = []
  renderLetter(
    letterOf([
      {
        id: 'a',
        kind: 'text',
        text: '[x](https://a.example/) [y]({{ links.preferences }}) [z](mailto:a@b.example)',
      },
      { id: 'b', kind: 'button', text: 'c', url: '{{ asset.url }}' },
      { id: 'd', kind: 'asset' },
      { id: 'e', kind: 'image', url: 'https://a.example/i.png', alt: '', link: 'https://a.example/i' },
    ]),
    sampleContext,
    {
      link(url, index) {
        asked.push(`${index} ${url}`)
        return url
      },
    },
  )
  const asset = sampleContext.asset!.url
  assert.deepEqual(asked, ['0 https://a.example/', `1 ${asset}`, `2 ${asset}`, '3 https://a.example/i'])
})

test('without an asset there is nothing about it', () => {
  const letter = letterOf([
    { id: 'a', kind: 'asset' },
    { id: 'b', kind: 'asset', asset: 'one' },
    { id: 'c', kind: 'button', text: 'go', url: '{{ asset.url }}' },
  ])
  const { links } = renderLetter(letter, { ...sampleContext, asset: null }, plainLink)
  assert.deepEqual(links, [])
  const evil = { title: 'x', teaser: '', url: 'javascript:alert(1)' }
  const { html } = renderLetter(letter, { ...sampleContext, asset: evil, assets: { one: evil } }, plainLink)
  assert.doesNotMatch(html, /javascript:/)
})

test('as mail programs need it', () => {
  const letter = letterOf([{ id: 'a', kind: 'columns', left: [{ id: 'b', kind: 'divider' }], right: [] }], {
    lang: 'ar',
  })
  const { html } = renderLetter(letter, sampleContext, plainLink)
  assert.match(html, /<html lang="ar" dir="rtl">/)
  assert.match(html, /<meta name="color-scheme" content="light dark">/)
  assert.match(html, /prefers-color-scheme:dark/)
  for (const [table] of html.matchAll(/<table[^>]*>/g)) assert.match(table, /role="presentation"/)
  assert.doesNotMatch(html, /<script|<link|@import|position:/)
  const dark = renderLetter(letter, sampleContext, { ...plainLink, scheme: 'dark' }).html
  assert.doesNotMatch(dark, /prefers-color-scheme/)
  assert.match(dark, /\.b-card\{background-color:#1f2229!important\}/)
})
