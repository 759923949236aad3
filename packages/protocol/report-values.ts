/** Several values in one parameter of an address: `organic|paid`. A bar within a value is written as %7C. */

export function readValues(text: string): readonly string[] {
  return text.split('|').map((value) => value.replaceAll(/%7C/gi, '|').replaceAll('%25', '%'))
}

export function writeValues(values: readonly string[]): string {
  return values.map((value) => value.replaceAll('%', '%25').replaceAll('|', '%7C')).join('|')
}
