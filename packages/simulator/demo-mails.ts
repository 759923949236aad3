/** Northbeam's mails: from the first thing to read to a talk, each one step more about buying. */

export interface DemoMail {
  /** As programs call it. */
  readonly id: string
  readonly name: string
  readonly letter: Readonly<Record<string, unknown>>
}

const SITE = 'https://northbeam.example'
const HELLO = 'Hello {{ lead.first_name | default: "there" }},\n\n'

const text = (id: string, words: string) => ({ id, kind: 'text', text: words })
const button = (id: string, words: string, url: string) => ({ id, kind: 'button', text: words, url })
const signature = { id: 'signed', kind: 'signature', closing: 'Kind regards,' }

function mail(
  id: string,
  name: string,
  subject: string,
  preheader: string,
  blocks: readonly object[],
): DemoMail {
  const from = { name: 'Northbeam' }
  const theme = { accent: '#1f5f8b', font: 'sans' }
  const footer = { why: 'You get this because you agreed to hear from Northbeam.' }
  return { id, name, letter: { subject, preheader, from, theme, footer, blocks } }
}

export const DEMO_MAILS: readonly DemoMail[] = [
  mail(
    'first-steps',
    'First steps',
    'Where the hours go',
    'Three questions that find the step everybody waits for.',
    [
      text(
        'opening',
        `${HELLO}thank you for reading. Most teams know that their work takes too long; few can say at which step it waits.\n\n` +
          'Three questions find it, and you need no software for them:\n\n' +
          '- **Where does work lie** before somebody picks it up?\n' +
          '- **What comes back**, and from whom?\n' +
          '- **Who is asked** for a decision, and how long do they take?\n\n' +
          'Write the answers down for one process and one week. It is usually enough to begin.',
      ),
      button('guide', 'See how it looks when it is found', `${SITE}/product/bottlenecks`),
      signature,
    ],
  ),
  mail(
    'more-to-read',
    'More to read',
    'Something for {{#if lead.department}}{{ lead.department }}{{else}}your week{{/if}}',
    'Picked by what you read before.',
    [
      text(
        'opening',
        `${HELLO}you read about finding the step that everybody waits for. This goes on from there:`,
      ),
      { id: 'next', kind: 'asset', asset: null, button: 'Read it' },
      text('aside', 'If it is not what you need, just answer and say what would be. A person reads it.'),
      signature,
    ],
  ),
  mail(
    'case-study',
    'How others did it',
    'How a carrier saved three days',
    'What they changed, and what they would do otherwise.',
    [
      { id: 'title', kind: 'heading', text: 'How a carrier saved three days' },
      text(
        'story',
        `${HELLO}a carrier with 400 people took eleven days from a delivery to its invoice. They thought that it was accounting. It was two ` +
          'approvals, one of which nobody could explain.\n\n' +
          '**What they did:** looked at a month of deliveries, left one approval out for small ones, and told the other when something waited.\n\n' +
          '**What came of it:** eight days, and no invoice that had to be taken back.\n\n' +
          '**What they would do otherwise:** ask the people who approve first.',
      ),
      button('read', 'Read the whole story', `${SITE}/customers/logistics`),
      signature,
    ],
  ),
  mail(
    'compare-ways',
    'Ways to compare',
    'Three ways to see how work flows',
    'By hand, with what you have, or with us: what each is good for.',
    [
      text(
        'opening',
        `${HELLO}if you want to see how work flows{{#if company.name}} at {{ company.name }}{{/if}}, there are three ways. Each is right for somebody.`,
      ),
      {
        id: 'beside',
        kind: 'columns',
        left: [
          { id: 'hand', kind: 'heading', level: 2, text: 'By hand' },
          text('hand-text', 'A wall, a week, the people who do it. Costs nothing, and is old a month later.'),
        ],
        right: [
          { id: 'reports', kind: 'heading', level: 2, text: 'With reports' },
          text(
            'reports-text',
            'What your systems tell of themselves. Good within one system, blind between two.',
          ),
        ],
      },
      text(
        'ours',
        '**With Northbeam** you see the way between systems, every day, and what it costs where it waits. It takes about two weeks to ' +
          'connect, and it is worth it from some hundred cases a month on.',
      ),
      button('compare', 'Compare them line by line', `${SITE}/compare`),
      signature,
    ],
  ),
  mail(
    'talk-to-us',
    'A talk',
    'Half an hour on your own process?',
    'Bring one process. You leave with a picture of it.',
    [
      text(
        'opening',
        `${HELLO}you have looked around for a while, so here is a plain offer: half an hour with {{ sender.name }}.\n\n` +
          'Bring one process that annoys you. We draw it together, find the step that it waits at, and say honestly whether Northbeam would ' +
          'help. If a wall and a week would do, we say that too.',
      ),
      button('choose', 'Choose a time', `${SITE}/talk?from=mail&role={{ lead.title }}`),
      text('aside', 'Or answer to this mail with what you would like to look at.'),
      signature,
    ],
  ),
]
