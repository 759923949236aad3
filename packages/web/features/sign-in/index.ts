/** What other screens use of signing in: passwords and their rule. */
export { passwordProblem, PASSWORD_RULE } from './password-rules.ts'
export { PasswordInput } from './PasswordInput.tsx'
