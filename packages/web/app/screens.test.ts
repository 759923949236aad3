import { ROLES, permissions } from '@baton/protocol'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { homeOf, mayOpen, reachableScreens, SCREENS, screensOf } from './screens.ts'

test('no role is shown a screen that the server would refuse', () => {
  for (const role of ROLES) {
    for (const name of screensOf(role)) assert.ok(mayOpen(role, name), `${role} ${name}`)
  }
})

test('everybody begins on a screen of their own navigation', () => {
  for (const role of ROLES) {
    assert.ok(
      screensOf(role).some((name) => SCREENS[name].to === homeOf(role)),
      role,
    )
  }
})

test('what is not in the navigation but allowed is found all the same', () => {
  assert.ok(reachableScreens('marketing').includes('triage'))
  assert.ok(!reachableScreens('rep').includes('triage'))
})

test('each screen has a key of its own', () => {
  const keys = Object.values(SCREENS).map(({ key }) => key)
  assert.equal(new Set(keys).size, keys.length)
})

test('screens stand on routes that exist', () => {
  for (const { route } of Object.values(SCREENS)) assert.ok(route in permissions)
})
