/** What keeps a form from being filled in as it is meant: each with its place, the value, and what would be right. */
import type { FormDefinition, FormField, FormProblem } from './form-schemas.ts'

export function formProblems(
  { fields, consents, doubleOptIn, delivers }: FormDefinition,
  known: { readonly purposes: readonly string[]; readonly assets: readonly string[]; readonly mail: boolean },
): readonly FormProblem[] {
  const problems: FormProblem[] = []
  const say = (path: string, message: string) => problems.push({ path, message })
  const emails = fields.filter(({ maps }) => maps === 'lead.email')
  if (emails.length !== 1)
    say(
      'fields',
      `${emails.length} fields map to lead.email; exactly one has to, so that it is known who it is`,
    )
  fields.forEach((field, index) => checkField(field, index, fields, say))
  consents.forEach(({ purpose }, index) => {
    if (!known.purposes.includes(purpose))
      say(
        `consents/${index}/purpose`,
        `"${purpose}" is no purpose; there are ${known.purposes.join(', ') || 'none yet'}`,
      )
    if (consents.findIndex((other) => other.purpose === purpose) !== index)
      say(`consents/${index}/purpose`, `"${purpose}" is asked for twice`)
  })
  if (delivers !== null && !known.assets.includes(delivers))
    say('delivers', 'the promised file is not there: choose one, or promise none')
  if (doubleOptIn && !known.mail)
    say('doubleOptIn', 'an address is confirmed by mail, and no mail server is set (BATON_SMTP_URL)')
  return problems
}

function checkField(
  field: FormField,
  index: number,
  fields: readonly FormField[],
  say: (path: string, message: string) => void,
): void {
  const path = `fields/${index}`
  const before = fields.slice(0, index)
  if (before.some(({ id }) => id === field.id))
    say(`${path}/id`, `"${field.id}" is the id of an earlier field`)
  if (field.maps !== 'answer' && before.some(({ maps }) => maps === field.maps))
    say(`${path}/maps`, `${field.maps} is asked for by an earlier field`)
  if ((field.type === 'email') !== (field.maps === 'lead.email'))
    say(
      `${path}/type`,
      `the type "email" and the field lead.email belong together; this is ${field.type} for ${field.maps}`,
    )
  if (field.type === 'choice' && field.options.length < 2)
    say(`${path}/options`, `a choice needs at least two answers, this has ${field.options.length}`)
  if (field.maps === 'lead.email' && (field.progressive || field.showWhen !== null || !field.required))
    say(path, 'the e-mail address is always asked for, and required')
  if (field.progressive && field.required)
    say(`${path}/required`, 'what is asked only the second time cannot be required')
  if (field.showWhen === null) return
  const source = before.find(({ id }) => id === field.showWhen!.field)
  if (!source || source.type !== 'choice')
    say(`${path}/showWhen/field`, `"${field.showWhen.field}" is no choice before this field`)
  else
    for (const answer of field.showWhen.is)
      if (!source.options.includes(answer))
        say(
          `${path}/showWhen/is`,
          `"${answer}" is no answer of ${source.label}: ${source.options.join(', ')}`,
        )
}
