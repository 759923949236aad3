/** What can be put into a letter: merge fields with what they are about, and content. */
import type { MailFields } from '@baton/protocol'
import type pg from 'pg'
import { catalogueNow } from '../agreements/index.ts'
import type { MailLibrary } from './mail-library.ts'

/** Words that stand where nothing is known. */
const FALLBACKS: Readonly<Record<string, string>> = {
  'lead.first_name': 'there',
  'lead.name': 'there',
  'lead.title': 'your role',
  'company.name': 'your company',
  'company.industry': 'your industry',
}

const OWN: MailFields['fields'] = [
  { name: 'sender.name', about: 'whom it comes from', fallback: null },
  { name: 'sender.email', about: 'address that it comes from', fallback: null },
  { name: 'organisation.name', about: 'name of our organisation', fallback: null },
  { name: 'links.refer', about: 'link to pass on, that tells who brought somebody', fallback: null },
  { name: 'asset.title', about: 'title of what is best for the lead next', fallback: 'something to read' },
  { name: 'asset.teaser', about: 'what it is about', fallback: '' },
]

export async function mailFields(pool: pg.Pool, library: MailLibrary | undefined): Promise<MailFields> {
  const { lead, company } = await catalogueNow(pool)
  const of = (root: string, fields: typeof lead) =>
    fields.map(({ name, about }) => {
      const full = `${root}.${name}`
      return { name: full, about, fallback: FALLBACKS[full] ?? '' }
    })
  return {
    fields: [...of('lead', lead), ...of('company', company), ...OWN],
    assets: library ? [...(await library.titles(pool))] : [],
  }
}
