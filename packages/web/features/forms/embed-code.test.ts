import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hostOf, htmlCode, scriptCode } from './embed-code.ts'
import { startingForm } from './starting-points.ts'

const HOST = 'https://baton.northbeam.example'
const purposes = [{ id: 'newsletter', name: 'News', about: '' }]
const demo = startingForm('demo', { purposes, mail: false, slugs: [] })

test('the host is what stands before the page of the form', () => {
  assert.equal(hostOf(`${HOST}/f/demo`), HOST)
})

test('the script names its form', () => {
  assert.equal(scriptCode(HOST, 'demo'), `<script async src="${HOST}/f/embed.js" data-form="demo"></script>`)
})

test('HTML of one’s own has every field by the name that the server reads', () => {
  const html = htmlCode(HOST, demo)
  assert.match(html, /^<form action="https:\/\/baton\.northbeam\.example\/f\/demo" method="post">/)
  for (const { id } of demo.fields) assert.ok(html.includes(`name="${id}"`), id)
  assert.ok(html.includes('name="consent-0"'))
  assert.match(html, /name="email" required/)
})

test('texts are texts and not markup', () => {
  const nasty = `"><script>alert('x')</script>&amp;`
  const html = htmlCode(HOST, {
    ...demo,
    submit: nasty,
    fields: demo.fields.map((field) => ({ ...field, label: nasty, options: [nasty, 'b'] })),
    consents: [{ purpose: 'newsletter', text: nasty, required: false }],
  })
  assert.doesNotMatch(html, /<script|'x'/)
  assert.ok(html.includes('&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;'))
  assert.doesNotMatch(scriptCode(`${HOST}"><b>`, 'demo'), /<b>/)
})

test('what depends on other answers is not required in HTML, and later questions are left out', () => {
  const html = htmlCode(HOST, {
    ...demo,
    fields: demo.fields.map((field) => ({
      ...field,
      required: true,
      progressive: field.id === 'employees',
    })),
  })
  assert.match(html, /name="phone">/)
  assert.ok(!html.includes('name="employees"'))
})
