/** What a password must be, said before it is typed. The server holds the same, and refuses common ones besides. */

export const PASSWORD_MIN = 8
export const PASSWORD_MAX = 128

export const PASSWORD_RULE = `At least ${PASSWORD_MIN} characters, any kind. A few words you do not use elsewhere are best; common passwords are refused.`

/** What is wrong with a password so far, or null. */
export function passwordProblem(password: string): string | null {
  const { length } = password
  if (length < PASSWORD_MIN)
    return `${PASSWORD_MIN - length} more ${PASSWORD_MIN - length === 1 ? 'character' : 'characters'}`
  if (length > PASSWORD_MAX) return `At most ${PASSWORD_MAX} characters`
  return null
}
