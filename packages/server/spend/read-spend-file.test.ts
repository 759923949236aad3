import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSpendFile } from './read-spend-file.ts'

const read = (text: string) => readSpendFile(Buffer.from(text))

test('a file of days or of ranges is read whatever parts its cells, and columns that mean nothing are named', () => {
  const expected = {
    source: 'paid-search',
    campaign: 'brand',
    from: '2026-03-01',
    to: '2026-03-31',
    amount: 1234.5,
    currency: 'EUR',
    note: '',
    line: 2,
  }
  const comma = read(
    'source,campaign,from,to,amount,currency,clicks\npaid-search,brand,2026-03-01,2026-03-31,1234.50,eur,9\n',
  )
  assert.deepEqual(comma, { rows: [expected], ignored: ['clicks'], problems: [] })
  const german = read(
    '\uFEFFSource;Campaign;From;To;Amount;Currency\r\n"paid-search";brand;2026-03-01;2026-03-31;1234,5;EUR\r\n',
  )
  assert.deepEqual(german.rows, [expected])
  const days = read('date\tamount\tcurrency\tsource\n2026-03-01\t7\tUSD\tfair\n')
  assert.deepEqual(
    days.rows.map(({ source, campaign, from, to, amount }) => [source, campaign, from, to, amount]),
    [['fair', '', '2026-03-01', '2026-03-01', 7]],
  )
})

test('files of spreadsheets on Windows are read in their own letters', () => {
  const { rows } = readSpendFile(
    Buffer.from('source,date,amount,currency\nM\xfcnchen,2026-03-01,7,EUR\n', 'latin1'),
  )
  assert.equal(rows[0]!.source, 'München')
})

test('every problem is named with its line, its value and what is expected', () => {
  const { rows, problems } = read(
    [
      'source,campaign,from,to,amount,currency',
      'search,a,2026-03-01,2026-03-31,12.345,EUR',
      ',a,2026-02-30,2026-03-31,-5,Euro',
      'search,a,2026-03-31,2026-03-01,5,EUR',
      'search,a,01.03.2026,2026-03-31,"1,234",EUR',
      'search,a,2026-03-01,2026-03-31,5',
      'search,a,2026-03-01,2026-03-31,5,EUR',
    ].join('\n'),
  )
  assert.equal(rows.length, 1)
  assert.deepEqual(
    problems.map(({ line, column, value }) => [line, column, value]),
    [
      [2, 'amount', '12.345'],
      [3, 'source', ''],
      [3, 'from', '2026-02-30'],
      [3, 'currency', 'Euro'],
      [3, 'amount', '-5'],
      [4, 'to', '2026-03-01'],
      [5, 'from', '01.03.2026'],
      [5, 'amount', '1,234'],
      [6, null, 'search,a,2026-03-01,2026-03-31,5'],
    ],
  )
  for (const { expected } of problems) assert.ok(expected.length > 5)
})

test('a comma is never taken for thousands', () => {
  const amount = (text: string) => read(`source;date;amount;currency\nfair;2026-03-01;${text};EUR\n`)
  assert.equal(amount('1,234').problems[0]!.value, '1,234')
  assert.equal(amount('1,23').rows[0]!.amount, 1.23)
  assert.equal(read('source,date,amount,currency\nfair,2026-03-01,"1,23",EUR\n').problems[0]!.value, '1,23')
})

test('days lie between 2000 and 2099, and in the calendar', () => {
  const isRead = (day: string) => read(`source,date,amount,currency\nfair,${day},5,EUR\n`).rows.length === 1
  assert.deepEqual(['2000-02-29', '2026-02-29', '1999-12-31', '2100-01-01', '2026-3-1'].map(isRead), [true, false, false, false, false]) // prettier-ignore
})

test('a single day that is wrong is one problem', () => {
  const { problems } = read('source,date,amount,currency\nfair,someday,5,EUR\n')
  assert.deepEqual(
    problems.map(({ column, value }) => [column, value]),
    [['date', 'someday']],
  )
})

test('columns that are missing, twice there or at odds are problems of the first line', () => {
  const columns = (header: string) =>
    read(`${header}\n`).problems.map(({ line, column }) => `${line} ${column}`)
  assert.deepEqual(columns('campaign,from,to'), ['1 source', '1 amount', '1 currency'])
  assert.deepEqual(columns('source,amount,currency,from'), ['1 from'])
  assert.deepEqual(columns('source,amount,currency,from,to,date'), ['1 date'])
  assert.deepEqual(columns('source,amount,Amount,currency,date'), ['1 amount'])
  assert.equal(columns('').length, 4)
})

test('what is no table at all is a problem and no crash', () => {
  assert.equal(read('source,date,amount,currency\nfair,"2026-03-01,5,EUR\n').problems.length, 1)
  assert.ok(readSpendFile(Buffer.from([0, 159, 146, 150, 0, 1])).problems.length > 0)
})
