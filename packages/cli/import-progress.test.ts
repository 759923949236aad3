import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importProgress, progressText } from './import-progress.ts'

test('says rows, share, speed and time left', () => {
  assert.equal(progressText(50_000, 200_000, 10), '50,000 rows, 25 %, 5,000 rows/s, 30 s left')
  assert.equal(progressText(1_000, 4_000_000, 1), '1,000 rows, 0 %, 1,000 rows/s, 67 min left')
})

test('rewrites one line on a terminal and clears it at the end', () => {
  let time = 1000
  const written: string[] = []
  const progress = importProgress({ isTTY: true, write: (text) => written.push(text) }, 100, () => time)
  progress.show({ rows: 10, bytes: 1, bytesRead: 1 })
  progress.show({ rows: 11, bytes: 1, bytesRead: 1 })
  time += 500
  progress.show({ rows: 20, bytes: 1, bytesRead: 1 })
  progress.clear()
  assert.equal(written.length, 3)
  assert.ok(written.every((text) => text.startsWith('\r\x1b[K') && !text.includes('\n')))
})

test('stays silent where there is no terminal', () => {
  const written: string[] = []
  const progress = importProgress({ write: (text) => written.push(text) }, 100)
  progress.show({ rows: 10, bytes: 1, bytesRead: 1 })
  progress.clear()
  assert.deepEqual(written, [])
})
