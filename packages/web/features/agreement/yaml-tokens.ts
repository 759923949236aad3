/** A small tokenizer for colouring YAML: keys, numbers, strings, comments. It colours; it does not parse. */

export type TokenKind = 'key' | 'number' | 'text' | 'comment' | 'mark' | 'plain'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
}

const PATTERN =
  /(?<comment>(?:^|(?<=\s))#.*$)|(?<text>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?<key>[A-Za-z_][\w .-]*?(?=:(?:\s|$)))|(?<mark>[{}[\],:]|^\s*-(?=\s))|(?<number>-?\d+(?:\.\d+)?%?(?=[\s,\]}]|$))|(?<plain>[^\s{}[\],:#]+|\s+|.)/g

/** The line as tokens; their texts joined are the line. */
export function yamlTokens(line: string): readonly Token[] {
  const tokens: Token[] = []
  for (const match of line.matchAll(PATTERN)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? ['plain']
    const last = tokens.at(-1)
    if (last !== undefined && last.kind === kind && kind === 'plain') {
      tokens[tokens.length - 1] = { kind: 'plain', text: last.text + match[0] }
    } else tokens.push({ kind: kind as TokenKind, text: match[0] })
  }
  return tokens
}
