/** What speaks for a machine or a person, in words. */
const SIGNS: Readonly<Record<string, string>> = {
  trap: 'followed a link that no person can see',
  method: 'asked in a way that no mail program does',
  gateway: 'calls itself a mail gateway',
  crawler: 'calls itself a crawler',
  'no-browser': 'names no browser',
  'no-language': 'asks for no language',
  'at-once': 'came within seconds of the mail',
  soon: 'came soon after the mail',
  'every-link': 'opened several links at once',
  hosted: 'comes from a data centre',
  'many-recipients': 'opened the mails of many people at the same time',
  'no-visit': 'no visit followed',
  visited: 'a visit followed',
  acted: 'somebody went on by hand',
  'read-first': 'came after there was time to read',
  ordinary: 'an ordinary browser',
}

export function saySign(sign: string): string {
  return SIGNS[sign] ?? sign
}
