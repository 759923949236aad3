/** Building forms and putting them live. */
import { formProblems, routes } from '@baton/protocol'
import { signedIn } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { addForm, changeForm, forms, knownToForms, setStatus } from './form-rows.ts'
import type { FormServices } from './submit-form.ts'

const tags = ['forms']

export function addFormRoutes(app: App, services: FormServices): void {
  addReading(app, services)
  addWriting(app, services)
}

const showingOf = ({ baseUrl, mail }: FormServices) => ({ baseUrl: baseUrl(), mail })

async function oneForm(services: FormServices, id: string) {
  const [form] = /^[0-9a-f-]{36}$/.test(id) ? await forms(services.pool, showingOf(services), id) : []
  if (!form) throw nothingThere()
  return form
}

function addReading(app: App, services: FormServices): void {
  const { forms: list, form, checkForm } = routes
  const { pool, mail } = services
  app.get(
    list.path,
    { schema: { tags, operationId: 'listForms', summary: list.summary, response: { 200: list.answer } } },
    async () => ({ data: await forms(pool, showingOf(services)), mailConfigured: mail }),
  )
  app.get(
    form.path,
    {
      schema: {
        tags,
        operationId: 'readForm',
        summary: form.summary,
        params: form.params,
        response: { 200: form.answer },
      },
    },
    async ({ params }) => oneForm(services, params.id),
  )
  app.post(
    checkForm.path,
    {
      schema: {
        tags,
        operationId: 'checkForm',
        summary: checkForm.summary,
        body: checkForm.body,
        response: { 200: checkForm.answer },
      },
    },
    async ({ body }) => ({ problems: [...formProblems(body, await knownToForms(pool, mail))] }),
  )
}

function addWriting(app: App, services: FormServices): void {
  const { addForm: add, changeForm: change, setFormStatus } = routes
  const { pool, mail } = services
  app.post(
    add.path,
    {
      schema: {
        tags,
        operationId: 'addForm',
        summary: add.summary,
        body: add.body,
        response: { 200: add.answer },
      },
    },
    async (request) => oneForm(services, await addForm(pool, request.body, signedIn(request).id)),
  )
  app.put(
    change.path,
    {
      schema: {
        tags,
        operationId: 'changeForm',
        summary: change.summary,
        params: change.params,
        body: change.body,
        response: { 200: change.answer },
      },
    },
    async (request) => {
      const { id } = request.params
      const form = await oneForm(services, id)
      const [problem] = formProblems(request.body, await knownToForms(pool, mail))
      if (form.status === 'live' && problem)
        throw new Refusal(
          'conflict',
          `The form is live, and this would break it: ${problem.path}: ${problem.message}.`,
        )
      await changeForm(pool, id, request.body, signedIn(request).id)
      return oneForm(services, id)
    },
  )
  app.put(
    setFormStatus.path,
    {
      schema: {
        tags,
        operationId: 'setFormStatus',
        summary: setFormStatus.summary,
        params: setFormStatus.params,
        body: setFormStatus.body,
        response: { 200: setFormStatus.answer },
      },
    },
    async ({ params, body }) => {
      await oneForm(services, params.id)
      await setStatus(pool, params.id, body.status, mail)
      return oneForm(services, params.id)
    },
  )
}
