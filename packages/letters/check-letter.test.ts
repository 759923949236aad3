/** What the checks find, and that they find nothing in a letter that is well. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkLetter } from './check-letter.ts'
import { contrast, inkOn, readableOn } from './colours.ts'
import { addressFault } from './safe-address.ts'
import { letterOf, textLetter } from './testing/letters.ts'

const KNOWN = { leadFields: ['first_name', 'title', 'email'], companyFields: ['name'] }
const WELL = { id: 'a', kind: 'text', text: 'Good words.' }

test('nothing is wrong with a good letter', () => {
  const letter = letterOf([
    {
      id: 'a',
      kind: 'text',
      text: 'Dear {{ lead.first_name | default: "there" }}, {{#if lead.title}}as {{ lead.title }}{{/if}}',
    },
    { id: 'b', kind: 'button', text: 'Go', url: 'https://a.example/?who={{ lead.title }}' },
    { id: 'c', kind: 'asset' },
    { id: 'd', kind: 'signature', closing: 'Regards,' },
  ])
  assert.deepEqual(checkLetter(letter, KNOWN), [])
})

const CASES: readonly (readonly [name: string, letter: object, at: string, weight: string, says: RegExp])[] =
  [
    ['an empty subject', { subject: ' ' }, 'subject', 'unready', /empty/],
    ['a long subject', { subject: 'x'.repeat(71) }, 'subject', 'hint', /71 characters/],
    ['no preview text', { preheader: '' }, 'preheader', 'hint', /preview text/],
    ['no blocks', { blocks: [] }, 'letter', 'unready', /no blocks/],
    ['a broken field', { subject: '{{ lead.x' }, 'subject', 'refused', /not ended/],
    [
      'a condition without an end',
      { blocks: [{ ...WELL, text: '{{#if lead.title}}x' }] },
      'a',
      'refused',
      /never ended/,
    ],
    [
      'an unknown field',
      { blocks: [{ ...WELL, text: '{{ lead.shoe | default: "x" }}' }] },
      'a',
      'unready',
      /lead\.shoe is no field/,
    ],
    [
      'a field without a default',
      { blocks: [{ ...WELL, text: '{{ lead.title }}' }] },
      'a',
      'unready',
      /give it a default/,
    ],
    [
      'the same in the subject',
      { subject: 'For {{ company.name }}' },
      'subject',
      'unready',
      /give it a default/,
    ],
    [
      'an unknown field in an address',
      { blocks: [WELL, { id: 'b', kind: 'button', text: 'x', url: 'https://a.example/{{ lead.shoe }}' }] },
      'b',
      'unready',
      /lead\.shoe is no field/,
    ],
    [
      'words to be written',
      { blocks: [{ ...WELL, text: 'Lorem ipsum dolor' }] },
      'a',
      'unready',
      /still to be written/,
    ],
    ['TODO', { subject: 'TODO: think' }, 'subject', 'unready', /still to be written/],
    [
      'an image without words',
      { blocks: [WELL, { id: 'b', kind: 'image', url: 'https://a.example/i.png', alt: '' }] },
      'b',
      'unready',
      /text for those/,
    ],
    [
      'images only',
      { blocks: [{ id: 'b', kind: 'image', url: 'https://a.example/i.png', alt: 'x' }] },
      'letter',
      'unready',
      /images only/,
    ],
    [
      'a button without words',
      { blocks: [WELL, { id: 'b', kind: 'button', text: ' ', url: 'https://a.example/' }] },
      'b',
      'unready',
      /no words/,
    ],
    [
      'a button that leads nowhere yet',
      { blocks: [WELL, { id: 'b', kind: 'button', text: 'x', url: '' }] },
      'b',
      'unready',
      /is empty/,
    ],
    [
      'a link with a script',
      { blocks: [{ ...WELL, text: '[x](javascript:alert)' }] },
      'a',
      'refused',
      /has to begin with/,
    ],
    [
      'a link in a branch',
      { blocks: [{ ...WELL, text: '{{#if lead.title}}x{{else}}[x](ftp://a.example){{/if}}' }] },
      'a',
      'refused',
      /has to begin with/,
    ],
    [
      'a host from a field',
      { blocks: [{ ...WELL, text: '[x](https://{{ lead.title }}.example/)' }] },
      'a',
      'refused',
      /in its host/,
    ],
    ['no way to unsubscribe', { footer: { unsubscribe: '' } }, 'footer', 'unready', /no words/],
    [
      'too large',
      {
        blocks: [
          { ...WELL, text: '- a\n'.repeat(2_000) },
          { ...WELL, id: 'b', text: '- a\n'.repeat(2_000) },
        ],
      },
      'letter',
      'unready',
      /Gmail cuts/,
    ],
  ]

describe('what is found, and where', () => {
  for (const [name, letter, at, weight, says] of CASES)
    test(name, () => {
      const problems = checkLetter(letterOf([WELL], letter), KNOWN)
      const found = problems.filter((problem) => problem.at === at && says.test(problem.message))
      assert.deepEqual(
        found.map((problem) => problem.weight),
        [weight],
        JSON.stringify(problems),
      )
    })
})

test('the same is said once', () => {
  const text = '{{ lead.title }} {{ lead.title }} [x](javascript:a) [y](javascript:b)'
  assert.equal(checkLetter(textLetter(text), KNOWN).length, 2)
})

describe('addresses', () => {
  const FINE = [
    'https://a.example',
    'http://a.example/x?y=1#z',
    'https://A.example:8443/{{ lead.title }}?q={{ lead.title | default: "x" }}',
    'https://münchen.example/',
    'https://localhost:4000/x',
    'mailto:help@a.example?subject=Hello',
    '{{ asset.url }}',
    '{{ links.preferences }}',
  ]
  const BAD = [
    '',
    'a.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https:\\\\evil.example',
    'https:/evil.example',
    'https:evil.example',
    'https:///evil.example',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    ' javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'ftp://a.example',
    'blob:https://a.example/x',
    'https://user@a.example/',
    'https://a.example@evil.example/',
    'https://a.example\\@evil.example/',
    'https://a.example\r\nX: y',
    'https://a.example/%0d%0aX:%20y',
    'https://a.example/%00',
    'https://{{ lead.title }}/',
    'https://{{ lead.title }}.a.example/',
    'https://a.example{{ lead.title }}/',
    'https://a.example:{{ lead.title }}/',
    '{{ lead.title }}',
    '{{ lead.title }}://a.example/',
    'https{{ lead.title }}://a.example/',
    '{{#if lead.title}}https://a.example/{{/if}}',
    '{{ asset.url }}/x',
    'x{{ asset.url }}',
    '{{ asset.title }}',
    'https://a.example/{{ lead.title',
    'https://evil/',
    'https://-a.example/',
    'https://a..example/',
    'https://a.example" onclick="x',
    "https://a.example' onclick='x",
    'https://a.example/<script>',
    'mailto:{{ lead.email }}',
    'mailto:',
    'mailto:a@b.example,c@d.example',
    'mailto:a@b.example?bcc=x%0abcc:y',
    'https://[::1]/',
  ]
  for (const address of FINE) test(`fine: ${address}`, () => assert.equal(addressFault(address), null))
  for (const address of BAD)
    test(`refused: ${JSON.stringify(address)}`, () => assert.notEqual(addressFault(address), null))
})

test('colours can be read on what they stand on', () => {
  for (let hue = 0; hue < 0xffffff; hue += 0x0a1b3) {
    const colour = `#${hue.toString(16).padStart(6, '0')}`
    assert.ok(contrast(inkOn(colour), colour) >= 4.2, colour)
    assert.ok(contrast(readableOn(colour, '#ffffff', '#000000'), '#ffffff') >= 4.5, colour)
    assert.ok(contrast(readableOn(colour, '#1f2229', '#ffffff'), '#1f2229') >= 4.5, colour)
  }
})
