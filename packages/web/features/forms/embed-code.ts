/** What is pasted into somebody's page to have a form there. */
import type { FormDefinition, FormField } from '@baton/protocol'

/** Where the server is reached, from the address of a form's page. */
export function hostOf(formUrl: string): string {
  return formUrl.replace(/\/f\/[^/]*$/, '')
}

export function scriptCode(host: string, slug: string): string {
  return `<script async src="${escaped(host)}/f/embed.js" data-form="${escaped(slug)}"></script>`
}

/** A form of one's own make. What depends on other answers cannot be required in it, and nothing is kept for later. */
export function htmlCode(host: string, { slug, fields, consents, submit }: FormDefinition): string {
  return [
    `<form action="${escaped(host)}/f/${escaped(slug)}" method="post">`,
    ...fields.filter(({ progressive }) => !progressive).map(fieldCode),
    ...consents.map(
      ({ text, required }, index) =>
        `  <label><input type="checkbox" name="consent-${index}" value="yes"${required ? ' required' : ''}> ${escaped(text)}</label>`,
    ),
    `  <button type="submit">${escaped(submit)}</button>`,
    '</form>',
  ].join('\n')
}

const INPUT_TYPES = { text: 'text', email: 'email', phone: 'tel', number: 'text' } as const

function fieldCode(field: FormField): string {
  const { id, label, type } = field
  const name = `name="${escaped(id)}"${field.required && field.showWhen === null ? ' required' : ''}`
  const before = `  <label>${escaped(label)}`
  switch (type) {
    case 'checkbox':
      return `  <label><input type="checkbox" ${name} value="yes"> ${escaped(label)}</label>`
    case 'long-text':
      return `${before} <textarea ${name}></textarea></label>`
    case 'choice':
      return [
        `${before} <select ${name}>`,
        '    <option value="">Choose…</option>',
        ...field.options.map((option) => `    <option>${escaped(option)}</option>`),
        '  </select></label>',
      ].join('\n')
    default:
      return `${before} <input type="${INPUT_TYPES[type]}" ${name}></label>`
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!)
}
