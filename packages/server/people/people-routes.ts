/** People, teams and absences over HTTP. */
import { type Invited, type Person, routes } from '@baton/protocol'
import type pg from 'pg'
import { accessOf, signedInLately } from '../access/index.ts'
import type { Agreements } from '../agreements/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { nothingThere } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { addAbsence, removeAbsence } from './absences.ts'
import { addPerson, changePerson, type SignInsOf } from './change-person.ts'
import { people, personOf } from './person-rows.ts'
import { addTeam, changeTeam, missingTeams, teams } from './team-rows.ts'

interface Link {
  readonly link: string
  readonly expiresAt: string
}

/** Links and sessions are kept elsewhere; whoever changes people only has to ask for them. */
export interface SessionKeeper extends SignInsOf {
  /** After the transaction that ended sessions: nothing that is remembered of them counts any more. */
  forget(): void
  invite(client: pg.ClientBase, person: Person): Promise<Link>
  /** Sends an invitation; false where no mail server is set. */
  mailInvitation(person: Person, link: Link): Promise<boolean>
  resetLink(person: Person): Promise<Link>
}

export interface PeopleServices {
  readonly pool: pg.Pool
  readonly agreements: Agreements
  readonly keeper: SessionKeeper
}

export function addPeopleRoutes(app: App, services: PeopleServices): void {
  addPersonRoutes(app, services)
  addAbsenceRoutes(app, services.pool)
  addTeamRoutes(app, services)
}

function addPersonRoutes(app: App, { pool, keeper }: PeopleServices): void {
  const { people: list, invitePerson, changePerson: change, makeResetLink } = routes
  const tags = ['people']
  app.get(
    list.path,
    { schema: { tags, operationId: 'listPeople', summary: list.summary, response: { 200: list.answer } } },
    async (request) => {
      const access = accessOf(request)
      const besides = access.reach !== 'all' && access.kind === 'person' ? access.person.id : null
      return { data: [...(await people(pool, besides))] }
    },
  )
  app.post(
    invitePerson.path,
    {
      schema: {
        tags,
        operationId: 'invitePerson',
        summary: invitePerson.summary,
        body: invitePerson.body,
        response: { 200: invitePerson.answer },
      },
    },
    async (request): Promise<Invited> => {
      signedInLately(request)
      const { person, link } = await transaction(pool, async (client) => {
        const invited = (await personOf(client, await addPerson(client, request.body)))!
        return { person: invited, link: await keeper.invite(client, invited) }
      })
      return { person, ...link, mailed: await keeper.mailInvitation(person, link) }
    },
  )
  app.patch(
    change.path,
    {
      schema: {
        tags,
        operationId: 'changePerson',
        summary: change.summary,
        params: change.params,
        body: change.body,
        response: { 200: change.answer },
      },
    },
    async (request) => {
      const { role, active, teams: moved } = request.body
      if (role !== undefined || active !== undefined || moved !== undefined) signedInLately(request)
      const changed = await changePerson(pool, keeper, request.params.id, request.body)
      keeper.forget()
      return changed
    },
  )
  app.post(
    makeResetLink.path,
    {
      schema: {
        tags,
        operationId: 'makeResetLink',
        summary: makeResetLink.summary,
        params: makeResetLink.params,
        response: { 200: makeResetLink.answer },
      },
    },
    async (request) => {
      signedInLately(request)
      const person = await personOf(pool, request.params.id)
      if (!person?.active) throw nothingThere()
      return await keeper.resetLink(person)
    },
  )
}

function addAbsenceRoutes(app: App, pool: pg.Pool): void {
  const { addAbsence: add, removeAbsence: remove } = routes
  const tags = ['people']
  app.post(
    add.path,
    {
      schema: {
        tags,
        operationId: 'addAbsence',
        summary: add.summary,
        params: add.params,
        body: add.body,
        response: { 200: add.answer },
      },
    },
    async (request) => addAbsence(pool, accessOf(request), request.params.id, request.body),
  )
  app.delete(
    remove.path,
    {
      schema: {
        tags,
        operationId: 'removeAbsence',
        summary: remove.summary,
        params: remove.params,
        response: { 200: remove.answer },
      },
    },
    async (request) => {
      await removeAbsence(pool, accessOf(request), request.params.id)
      return { done: true as const }
    },
  )
}

function addTeamRoutes(app: App, { pool, agreements, keeper }: PeopleServices): void {
  const { teams: list, addTeam: add, changeTeam: change } = routes
  const tags = ['people']
  app.get(
    list.path,
    { schema: { tags, operationId: 'listTeams', summary: list.summary, response: { 200: list.answer } } },
    async () => ({ data: [...(await teams(pool))], missing: [...(await missingTeams(pool, agreements))] }),
  )
  app.post(
    add.path,
    {
      schema: {
        tags,
        operationId: 'addTeam',
        summary: add.summary,
        body: add.body,
        response: { 200: add.answer },
      },
    },
    async (request) => addTeam(pool, request.body),
  )
  app.patch(
    change.path,
    {
      schema: {
        tags,
        operationId: 'changeTeam',
        summary: change.summary,
        params: change.params,
        body: change.body,
        response: { 200: change.answer },
      },
    },
    async (request) => {
      const changed = await changeTeam(pool, request.params.id, request.body)
      keeper.forget()
      return changed
    },
  )
}
