/** Company rows for their writer. */
import type pg from 'pg'
import { textArray } from '../platform/postgres/binary-array.ts'

/** Changed in place while a group is written, and forgotten when writing fails. */
export interface CompanyRecord {
  readonly id: string
  externalId: string | null
  domain: string | null
  name: string | null
  /** Display copy of the facts as the lead that stated one last sees them, JSON. */
  fields: string
  /** Whether any stored event states facts about it. */
  stated: boolean
  readonly createdAt: number
}

const COLUMNS = `id, external_id as "externalId", domain, name, fields::text as fields, stated,
  (extract(epoch from created_at) * 1000)::float8 as "createdAt"`

export async function companiesByKey(
  client: pg.ClientBase,
  externalIds: readonly string[],
  domains: readonly string[],
): Promise<readonly CompanyRecord[]> {
  const { rows } = await client.query<CompanyRecord>({
    name: 'companies-by-key',
    text: `select ${COLUMNS} from companies where external_id = any($1::text[])
           union select ${COLUMNS} from companies where domain = any($2::text[])`,
    values: [textArray(externalIds), textArray(domains)],
  })
  return rows
}

export async function companiesById(
  client: pg.ClientBase,
  ids: readonly string[],
): Promise<readonly CompanyRecord[]> {
  const { rows } = await client.query<CompanyRecord>({
    name: 'companies-by-id',
    text: `select ${COLUMNS} from companies where id = any($1::text[]::uuid[])`,
    values: [textArray(ids)],
  })
  return rows
}

export async function writeCompanies(
  client: pg.ClientBase,
  companies: readonly CompanyRecord[],
): Promise<void> {
  await client.query({
    name: 'write-companies',
    text: `insert into companies (id, external_id, domain, name, fields, stated, created_at)
           select id::uuid, external_id, domain, name, fields::json, stated::boolean, created_at::timestamptz
           from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
             as given(id, external_id, domain, name, fields, stated, created_at)
           on conflict (id) do update set external_id = excluded.external_id, domain = excluded.domain,
             name = excluded.name, fields = excluded.fields, stated = excluded.stated`,
    values: [
      textArray(companies.map(({ id }) => id)),
      textArray(companies.map(({ externalId }) => externalId)),
      textArray(companies.map(({ domain }) => domain)),
      textArray(companies.map(({ name }) => name)),
      textArray(companies.map(({ fields }) => fields)),
      textArray(companies.map(({ stated }) => String(stated))),
      textArray(companies.map(({ createdAt }) => new Date(createdAt).toISOString())),
    ],
  })
}
