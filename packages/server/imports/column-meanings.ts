/** What a column can be said to mean, with what each is called. */
import type { Catalogue } from '@baton/engine'

export interface ColumnMeaning {
  readonly value: string
  readonly label: string
  readonly group: string
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export function columnMeanings(catalogue: Catalogue): readonly ColumnMeaning[] {
  const facts = (subject: 'lead' | 'company', group: string) =>
    catalogue[subject]
      .filter(({ name }) => name !== 'email' && name !== 'email_class')
      .map(({ name, about }) => ({ value: `fact.${subject}.${name}`, label: capital(about || name), group }))
  const properties = [
    ...new Set(
      catalogue.events
        .filter(({ side }) => side === 'engagement')
        .flatMap(({ fields }) => fields.map(({ name }) => name)),
    ),
  ]
  return [
    { value: 'ignore', label: 'Leave out', group: '' },
    { value: 'identity.email', label: 'E-mail address', group: 'Who it is' },
    { value: 'identity.id', label: 'Id in that system', group: 'Who it is' },
    { value: 'at', label: 'When it happened', group: 'What happened' },
    ...properties.map((name) => ({
      value: `property.${name}`,
      label: capital(name.replaceAll('_', ' ')),
      group: 'What happened',
    })),
    ...facts('lead', 'Person'),
    { value: 'company.domain', label: 'Web site of the company', group: 'Company' },
    { value: 'company.id', label: 'Id of the company', group: 'Company' },
    ...facts('company', 'Company').filter(({ value }) => value !== 'fact.company.domain'),
    { value: 'stage', label: 'Stage there', group: 'The other system' },
    ...['lead', 'mql', 'sql', 'opportunity', 'customer'].map((stage) => ({
      value: `stage-at.${stage}`,
      label: `When it became ${stage === 'mql' || stage === 'sql' ? stage.toUpperCase() : stage}`,
      group: 'The other system',
    })),
    { value: 'opted-out', label: 'Wants no more mails', group: 'The other system' },
  ]
}

/** What a row can tell: acts of the lead, sales' and outcomes. */
export function tellableEvents(catalogue: Catalogue): readonly string[] {
  return catalogue.events.filter(({ side }) => side !== 'record').map(({ name }) => name)
}
