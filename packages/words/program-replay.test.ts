import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayProgramReplay } from './program-replay.ts'

test('a replay of a program says who entered and left, and what each step did', () => {
  const lines = [
    ...sayProgramReplay(
      {
        leads: 3000,
        entered: 1200,
        leadsEntered: 1200,
        heldOut: 100,
        left: { goal: 200, leave: 10, end: 900, sales: 0 },
        still: 90,
        paused: 4,
        mails: 1000,
        steps: [
          {
            step: 'hello',
            passed: 1200,
            standing: 0,
            done: 1000,
            passedOver: { tone: 100, 'held-out': 100 },
            weeks: [],
          },
          {
            step: 'rest',
            passed: 1110,
            standing: 1,
            done: 0,
            passedOver: { tone: 0, 'held-out': 0 },
            weeks: [],
          },
        ],
        weeks: [
          { monday: 0, entered: 1200, mails: 600 },
          { monday: 604_800_000, entered: 0, mails: 400 },
        ],
      },
      'first-steps',
    ),
  ]
  assert.deepEqual(lines, [
    'first-steps, over 3,000 leads',
    '',
    '  Entered                         1,200',
    '  of them sent nothing (held out) 100',
    '  Left by the goal                200',
    '  Left by the exit                10',
    '  Left at the end                 900',
    '  Still in it                     90',
    '  Paused while sales had them     4',
    '  Mails                           1,000',
    '  Mails in the fullest week       600',
    '',
    '  hello  1,200 went through, done 1,000 times, 100 passed over for the tone, 100 held out',
    '  rest   1,110 went through, 1 stands here',
  ])
})
