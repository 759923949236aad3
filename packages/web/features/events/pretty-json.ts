/** JSON laid out to be read and mended; as it is where it is none. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** What is wrong with a text that should be JSON; null: nothing. */
export function jsonProblem(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return `This is no JSON: ${(error as Error).message}`
  }
}
