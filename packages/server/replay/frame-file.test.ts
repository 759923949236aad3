import type { Frame } from '@baton/engine/replay'
import { makeVector, Table, tableFromIPC, tableToIPC } from 'apache-arrow'
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { crc32 } from 'node:zlib'
import { FrameFileError, openFrame, writeFrame } from './frame-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'baton-frame-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const FRAME: Frame = {
  leads: ['ada', 'björn', 'visitor-3'],
  offsets: Uint32Array.of(0, 2, 2, 5),
  day: Int32Array.of(20_000, 20_001, -3, 20_002, 20_002),
  ms: Uint32Array.of(0, 86_399_999, 1, 2, 3),
  shape: Uint16Array.of(0, 1, 0, 1, 0),
  seq: Float64Array.of(5, 2 ** 40, 1, 2, 3),
  shapes: [
    {
      name: 'Page Viewed',
      trust: 'public',
      identified: false,
      colleague: false,
      statesFacts: false,
      properties: {},
    },
    {
      name: 'Lead Identified',
      trust: 'server',
      identified: true,
      colleague: false,
      statesFacts: true,
      properties: { plan: 'größer', seats: 2.5, paid: true },
    },
  ],
  facts: {
    event: Uint32Array.of(1, 1, 3),
    field: Uint16Array.of(0, 1, 1),
    value: Uint32Array.of(1, 2, 0),
    fields: [
      { ref: 'lead.email', values: [null, 'known'] },
      { ref: 'company.employees', values: [null, 12, 300] },
    ],
  },
  until: 1_800_000_000_000.5,
  throughSeq: 2 ** 40,
}

const NOTHING: Frame = {
  leads: [],
  offsets: new Uint32Array(1),
  day: new Int32Array(),
  ms: new Uint32Array(),
  shape: new Uint16Array(),
  seq: new Float64Array(),
  shapes: [],
  facts: { event: new Uint32Array(), field: new Uint16Array(), value: new Uint32Array(), fields: [] },
  until: 0,
  throughSeq: 0,
}

/** With a checksum as if Baton had written it. */
function resealed(file: Buffer): Buffer {
  const checked = file.subarray(0, -18)
  return Buffer.concat([
    checked,
    Buffer.from(crc32(checked).toString(16).padStart(8, '0')),
    file.subarray(-10),
  ])
}

/** Refused, with a message that has all of these. */
async function assertRefused(path: string, ...parts: readonly string[]): Promise<void> {
  await assert.rejects(openFrame(path), (error) => {
    assert.ok(error instanceof FrameFileError, String(error))
    for (const part of [path, 'found', 'expected', ...parts])
      assert.ok(error.message.includes(part), `${error.message} names ${part}`)
    return true
  })
}

describe('a frame on disk', () => {
  const path = join(folder, 'frame.arrow')

  test('is read as it was written, over what was there before', async () => {
    await writeFrame(path, NOTHING)
    assert.deepEqual(await openFrame(path), NOTHING)
    await writeFrame(path, FRAME)
    assert.deepEqual(await openFrame(path), FRAME)
    assert.deepEqual(readdirSync(folder), ['frame.arrow'])
  })

  test('keeps wide shape numbers wide', async () => {
    const wide = { ...FRAME, shape: Uint32Array.of(0, 1, 0, 1, 0) }
    await writeFrame(path, wide)
    assert.deepEqual(await openFrame(path), wide)
  })

  test('is opened without copying a column, in memory that threads share', async () => {
    await writeFrame(path, FRAME)
    const { offsets, day, ms, shape, seq, facts } = await openFrame(path)
    const buffers = [offsets, day, ms, shape, seq, facts.event, facts.field, facts.value].map(
      ({ buffer }) => buffer,
    )
    assert.equal(new Set(buffers).size, 1)
    assert.ok(buffers[0] instanceof SharedArrayBuffer)
  })

  test('is a table for any Arrow reader: a row per lead, days and times as such', async () => {
    await writeFrame(path, FRAME)
    const table = tableFromIPC(readFileSync(path))
    assert.equal(table.numRows, 3)
    const { lead, events, facts } = table.get(2)!
    assert.equal(lead, 'visitor-3')
    assert.deepEqual(
      [...events].map(({ day, seq }) => [day, seq]),
      [
        [-3 * 86_400_000, 1],
        [20_002 * 86_400_000, 2],
        [20_002 * 86_400_000, 3],
      ],
    )
    assert.deepEqual(
      [...facts].map((fact) => fact.toJSON()),
      [{ event: 3, field: 1, value: 0 }],
    )
  })

  test('that ends too early, begins otherwise or is another table is refused by name', async () => {
    await writeFrame(path, FRAME)
    const whole = readFileSync(path)
    const other = join(folder, 'other.arrow')
    writeFileSync(other, whole.subarray(0, whole.length - 20))
    await assertRefused(other, 'an Arrow file without its end')
    writeFileSync(other, 'lead,day\nada,1\n')
    await assertRefused(other, '"lead,d"', 'an Arrow file')
    writeFileSync(other, '')
    await assertRefused(other, 'an Arrow file')
    writeFileSync(other, tableToIPC(new Table({ day: makeVector(new Float64Array(3)) }), 'file'))
    await assertRefused(other, 'bytes whose checksum is')
    writeFileSync(
      other,
      resealed(Buffer.from(tableToIPC(new Table({ day: makeVector(new Float64Array(3)) }), 'file'))),
    )
    await assertRefused(other, 'an Arrow file of another kind', 'baton-frame-1')
    const renamed = (from: string, to: string) =>
      writeFileSync(other, resealed(Buffer.from(whole.toString('latin1').replaceAll(from, to), 'latin1')))
    renamed('baton-frame-1', 'baton-frame-0')
    await assertRefused(other, 'baton-frame-0', 'baton-frame-1')
    renamed('shape', 'shame')
    await assertRefused(other, 'shame:Uint16', 'the columns of a frame')
    rmSync(other)
  })

  test('with a bit changed anywhere is refused', async () => {
    await writeFrame(path, FRAME)
    const whole = readFileSync(path)
    const other = join(folder, 'damaged.arrow')
    for (let at = 0; at < whole.length; at += 5) {
      const damaged = Buffer.from(whole)
      damaged[at]! ^= 1 << (at % 8)
      writeFileSync(other, damaged)
      await assertRefused(other)
    }
    rmSync(other)
  })

  test('leaves nothing half written behind when writing fails', async () => {
    const unwritable = { ...FRAME, throughSeq: 1n } as unknown as Frame
    await assert.rejects(writeFrame(join(folder, 'none.arrow'), unwritable))
    assert.deepEqual(readdirSync(folder), ['frame.arrow'])
  })

  test('that is not there is the system’s error, not a damaged file', async () => {
    await assert.rejects(openFrame(join(folder, 'absent.arrow')), { code: 'ENOENT' })
  })
})
