/** The list that a lead was opened from, so that going back from the lead shows it again. */
let lastQuery: Readonly<Record<string, string>> = {}

export function rememberLeadList(query: Readonly<Record<string, string>>) {
  lastQuery = query
}

export function lastLeadList(): Readonly<Record<string, string>> {
  return lastQuery
}
