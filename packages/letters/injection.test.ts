/** Nothing is ever evaluated: neither what a writer types, nor what a lead brings along. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkLetter } from './check-letter.ts'
import { renderLetter } from './render-letter.ts'
import { sampleContext } from './sample-context.ts'
import { contextFilledWith, letterOf, textLetter } from './testing/letters.ts'
import { PAYLOADS } from './testing/payloads.ts'
import { escapeText } from './write-html.ts'

const KNOWN = {
  leadFields: Object.keys(sampleContext.lead),
  companyFields: Object.keys(sampleContext.company),
}
const plainLink = { link: (url: string) => url }

/** What a value looks like once it is one line. */
// eslint-disable-next-line no-control-regex
const oneLine = (text: string) => text.replace(/ *[\u0000-\u001f]+ */g, ' ').trim()

test('the corpus is wide', () => {
  assert.ok(new Set(PAYLOADS).size >= 150, String(new Set(PAYLOADS).size))
})

describe('typed by a writer, it is refused or stands there as it was typed', () => {
  for (const payload of PAYLOADS)
    test(JSON.stringify(payload), () => {
      const letter = letterOf([
        { id: 'a', kind: 'text', text: payload },
        { id: 'b', kind: 'heading', text: oneLine(payload) },
      ])
      const { html, text } = renderLetter(letter, sampleContext, plainLink)
      for (const output of [html, text])
        assert.doesNotMatch(output, /\b49\b|7777777|root:|uid=|\[native code\]|\[object |function /)
      const problems = checkLetter(letter, KNOWN)
      const isRefused = problems.some(({ at, weight }) => at === 'a' && weight !== 'hint')
      const isLiteral = withoutMarks(text).includes(withoutMarks(oneLine(payload)))
      assert.ok(isRefused || isLiteral, text)
      assert.doesNotMatch(html, /<script|<img src=x|onerror=alert\(1\)>/)
    })
})

/** Stars and backslashes are ours to read. */
function withoutMarks(text: string): string {
  return text.replace(/[*\\\s]/g, '')
}

describe('brought along by a lead, it stands there letter by letter', () => {
  const letter = letterOf(
    [
      { id: 'a', kind: 'heading', text: 'H {{ lead.first_name }} H' },
      {
        id: 'b',
        kind: 'text',
        text: 'T **{{ lead.name }}** *{{ company.name }}* {{#if lead.title}}{{ lead.title }}{{/if}}',
      },
      { id: 'c', kind: 'button', text: 'B {{ lead.name }} B', url: 'https://a.example/?q={{ lead.name }}' },
      { id: 'd', kind: 'image', url: 'https://a.example/i.png', alt: 'I {{ lead.name }} I' },
      { id: 'e', kind: 'asset' },
      { id: 'f', kind: 'signature', closing: 'Regards,' },
      { id: 'g', kind: 'text', text: '[{{ lead.name }}](https://a.example/{{ lead.name }}/x)' },
    ],
    { subject: 'S {{ lead.first_name }} S' },
  )
  for (const payload of PAYLOADS)
    test(JSON.stringify(payload), () => {
      const shown = oneLine(payload)
      const { subject, html, text, links } = renderLetter(letter, contextFilledWith(payload), plainLink)
      assert.equal(subject, `S ${shown} S`)
      assert.ok(text.includes(`T ${shown} ${shown} ${shown}`), text)
      const escaped = escapeText(shown)
      for (const wanted of [
        `>H ${escaped} H<`,
        `<strong>${escaped}</strong> <em>${escaped}</em> ${escaped}<`,
        `>B ${escaped} B<`,
        `alt="I ${escaped} I"`,
      ])
        assert.ok(html.includes(wanted), wanted)
      // The tags are those of the letter itself, whatever the data is.
      assert.equal(tagsOf(html), tagsOf(renderLetter(letter, contextFilledWith('x'), plainLink).html))
      for (const { url } of links)
        assert.equal(new URL(url).host, url.includes('northbeam') ? 'northbeam.example' : 'a.example')
    })
})

function tagsOf(html: string): string {
  return [...html.matchAll(/<\/?([a-z0-9!]+)/g)].map((match) => match[1]).join(' ')
}

test('data that looks like a merge field is not read again', () => {
  const context = { ...sampleContext, lead: { first_name: '{{ lead.email }}', email: 'secret@a.example' } }
  const { html, text, subject } = renderLetter(
    textLetter('Dear {{ lead.first_name }}', { subject: '{{ lead.first_name }}' }),
    context,
    plainLink,
  )
  for (const output of [html, text, subject]) {
    assert.ok(output.includes('{{ lead.email }}'))
    assert.ok(!output.includes('secret@a.example'))
  }
})

test('nothing of JavaScript itself is a field', () => {
  for (const name of ['constructor', 'to_string', 'prototype', 'valueof', 'hasownproperty']) {
    const { text } = renderLetter(
      textLetter(`[{{ lead.${name} | default: "nothing" }}]`),
      sampleContext,
      plainLink,
    )
    assert.match(text, /\[nothing\]/, name)
  }
  const odd = { ...sampleContext, lead: JSON.parse('{"__proto__": {"title": "inherited"}}') as {} }
  const { text } = renderLetter(textLetter('[{{ lead.title | default: "nothing" }}]'), odd, plainLink)
  assert.match(text, /\[nothing\]/)
})

test('data cannot turn the direction of the words around it, or break a header', () => {
  const context = contextFilledWith('a\u202eb\u2066c\r\nBcc: x@evil.example\u0000')
  const { subject, html, fromName } = renderLetter(
    textLetter('{{ lead.name }}', { subject: '{{ lead.name }}', from: { name: '{{ lead.name }}' } }),
    context,
    plainLink,
  )
  assert.equal(subject, 'a b c Bcc: x@evil.example')
  assert.equal(fromName, subject)
  for (const odd of ['\u202e', '\u2066', '\0', '\r']) assert.ok(!html.includes(odd))
})
