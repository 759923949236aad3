import assert from 'node:assert/strict'
import { test } from 'node:test'
import { missingFromLockfile } from './lockfile.ts'

test('an optional dependency that the lock file names but does not hold is found', () => {
  const packages = {
    '': {},
    'node_modules/a': { optionalDependencies: { 'a-linux': '1', 'a-mac': '1', shared: '1' } },
    'node_modules/a/node_modules/a-linux': {},
    'node_modules/shared': {},
  }
  assert.deepEqual(missingFromLockfile(packages), ['node_modules/a wants a-mac'])
})
