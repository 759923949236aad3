import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { chooseOwner, type Member } from './choose-owner.ts'

const NOBODY: ReadonlySet<string> = new Set()

function member(person: string, more: Partial<Member> = {}): Member {
  return {
    person,
    active: true,
    capacity: 10,
    open: 0,
    turn: 0,
    awayUntil: null,
    atWork: true,
    worksAgainAt: 0,
    ...more,
  }
}

const anyMember = fc.record({
  active: fc.boolean(),
  capacity: fc.nat(5),
  open: fc.nat(6),
  turn: fc.integer({ min: -20, max: 20 }),
  awayUntil: fc.option(fc.nat(1000)),
  atWork: fc.boolean(),
  worksAgainAt: fc.nat(1000),
})
const anyTeam = fc
  .array(anyMember, { maxLength: 8 })
  .map((members) => members.map((one, index): Member => ({ ...one, person: `p${index}` })))
const anyHadBy = fc.array(fc.nat(8), { maxLength: 3 }).map((had) => new Set(had.map((index) => `p${index}`)))

/** The plain reading of the rule. */
const isAble = (one: Member, hadBy: ReadonlySet<string>) =>
  one.active &&
  one.capacity > 0 &&
  one.open < one.capacity &&
  one.awayUntil === null &&
  !hadBy.has(one.person)

describe('the turn', () => {
  test('falls to nobody who is skipped, and to somebody whenever anybody is able', () => {
    fc.assert(
      fc.property(anyTeam, anyHadBy, (team, hadBy) => {
        const { to, skipped, candidates } = chooseOwner(team, hadBy)
        const able = team.filter((one) => isAble(one, hadBy))
        assert.equal(to !== null, able.length > 0)
        assert.ok(!skipped.some(({ person }) => person === to))
        if (to !== null) assert.ok(able.some(({ person }) => person === to))
        assert.equal(candidates.length + skipped.length, team.length)
      }),
    )
  })

  test('leaves the sum of turns as it was, and the turns of the skipped untouched', () => {
    fc.assert(
      fc.property(anyTeam, anyHadBy, (team, hadBy) => {
        const { turns, candidates } = chooseOwner(team, hadBy)
        const before = team.filter(({ person }) => turns.has(person)).reduce((sum, { turn }) => sum + turn, 0)
        const after = [...turns.values()].reduce((sum, turn) => sum + turn, 0)
        assert.equal(after, before)
        assert.deepEqual([...turns.keys()].toSorted(), candidates.map(({ person }) => person).toSorted())
      }),
    )
  })

  test('gives shares that follow capacities', () => {
    const capacities = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(capacities, fc.integer({ min: 1, max: 5 }), (given, rounds) => {
        let team = given.map((capacity, index) => member(`p${index}`, { capacity }))
        const sum = given.reduce((total, capacity) => total + capacity, 0)
        const got = new Map<string, number>()
        for (let turn = 0; turn < sum * rounds; turn += 1) {
          const { to, turns } = chooseOwner(team, NOBODY)
          got.set(to!, (got.get(to!) ?? 0) + 1)
          team = team.map((one) => ({ ...one, turn: turns.get(one.person) ?? one.turn }))
        }
        for (const { person, capacity } of team) assert.equal(got.get(person), capacity * rounds)
      }),
    )
  })

  test('is spread smoothly: who can take three of five does not get three in a row', () => {
    let team = [member('a', { capacity: 3 }), member('b', { capacity: 1 }), member('c', { capacity: 1 })]
    const order = Array.from({ length: 5 }, () => {
      const { to, turns } = chooseOwner(team, NOBODY)
      team = team.map((one) => ({ ...one, turn: turns.get(one.person)! }))
      return to
    })
    assert.deepEqual(order, ['a', 'b', 'a', 'c', 'a'])
  })
})

describe('somebody is skipped', () => {
  const why = (more: Partial<Member>, hadBy = NOBODY) =>
    chooseOwner([member('ada', more), member('ben')], hadBy).skipped

  test('who has left, takes none, is away, is full, or had it', () => {
    assert.deepEqual(why({ active: false }), [{ person: 'ada', why: 'inactive', until: null }])
    assert.deepEqual(why({ capacity: 0 }), [{ person: 'ada', why: 'no-capacity', until: null }])
    assert.deepEqual(why({ awayUntil: 77 }), [{ person: 'ada', why: 'away', until: 77 }])
    assert.deepEqual(why({ open: 10 }), [{ person: 'ada', why: 'full', until: null }])
    assert.deepEqual(why({}, new Set(['ada'])), [{ person: 'ada', why: 'had-it', until: null }])
  })

  test('off hours only while somebody else is at work', () => {
    const night = { atWork: false, worksAgainAt: 99 }
    assert.deepEqual(why(night), [{ person: 'ada', why: 'off-hours', until: 99 }])
    const { to, skipped } = chooseOwner([member('ada', night), member('ben', night)], NOBODY)
    assert.deepEqual([to, skipped], ['ada', []])
  })
})
