/** Importing a file in the application: sending it, trying a mapping, running it, watching it, taking it back. */
import { createReadStream } from 'node:fs'
import { type Import, type ImportMapping, type ImportTry, routes } from '@baton/protocol'
import { accessOf, signedIn } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { ensureSource } from '../sources/index.ts'
import { catalogueNow } from '../agreements/index.ts'
import { columnProblems } from './check-columns.ts'
import { columnMeanings, tellableEvents } from './column-meanings.ts'
import { detectFile, headerHash } from './detect-file.ts'
import { dryRun } from './dry-run.ts'
import { keptImport, keptImports, rememberedMapping, rememberMapping } from './import-rows.ts'
import { type FileInspection, inspectFile } from './inspect-file.ts'
import { knownPeople } from './known-people.ts'
import { mappingDocument } from './mapping-document.ts'
import { readMapping } from './read-mapping.ts'
import { readRows } from './read-rows.ts'
import { hasErrorFile, type ImportRuns, type ImportServices } from './run-imports.ts'
import { ToldPeople, without } from './told-people.ts'
import { errorsPathOf, FOUND_OUT, keepUpload, UPLOAD_BYTES_MAX, uploadOf } from './uploads.ts'

const tags = ['imports']
const PREVIEW_ROWS = 20

export function addImportRoutes(app: App, services: ImportServices, runs: ImportRuns): void {
  addFileRoutes(app, services)
  addRunRoutes(app, services, runs)
  addResultRoutes(app, services, runs)
}

function addFileRoutes(app: App, services: ImportServices): void {
  const { uploadFile, tryImport } = routes
  const { pool, dataDir } = services
  app.post(
    uploadFile.path,
    {
      bodyLimit: UPLOAD_BYTES_MAX,
      errorHandler: sayTooLarge,
      schema: {
        tags,
        operationId: 'uploadFile',
        summary: uploadFile.summary,
        response: { 200: uploadFile.answer },
      },
    },
    async (request) => {
      const { body, headers } = request
      if (!Buffer.isBuffer(body))
        throw new Refusal('unsupported_media_type', 'A file is sent as application/octet-stream.')
      const file = { name: nameIn(headers['x-file-name']), bytes: body, person: signedIn(request).id }
      const { upload, inspection, rows } = await keepUpload(pool, dataDir, file)
      const remembered = await rememberedMapping(pool, headerHash(inspection.header))
      const preview = await previewOf(inspection)
      const detected = detectFile(inspection.header, sourceNameOf(upload.name), preview)
      const catalogue = await catalogueNow(pool)
      return {
        id: upload.id,
        name: upload.name,
        bytes: upload.bytes,
        encoding: inspection.encoding,
        delimiter: inspection.delimiter,
        rows,
        header: [...inspection.header],
        preview,
        kind: detected.kind,
        remembered: remembered !== null,
        mapping: remembered ?? detected.mapping,
        meanings: [...columnMeanings(catalogue)],
        events: [...tellableEvents(catalogue)],
      }
    },
  )
  app.post(
    tryImport.path,
    {
      schema: {
        tags,
        operationId: 'tryImport',
        summary: tryImport.summary,
        body: tryImport.body,
        response: { 200: tryImport.answer },
      },
    },
    async ({ body }) => {
      const { path } = await uploadOf(pool, dataDir, body.file)
      return tryMapping(services, await inspectFile(path, FOUND_OUT, []), body.mapping)
    },
  )
}

function sayTooLarge(error: { readonly code?: string }): never {
  if (error.code !== 'FST_ERR_CTP_BODY_TOO_LARGE') throw error
  const most = UPLOAD_BYTES_MAX / 1_000_000
  throw new Refusal(
    'too_large',
    `At most ${most} MB are taken. Pack the file with gzip, or use the command line.`,
  )
}

function nameIn(header: unknown): string {
  try {
    return decodeURIComponent(typeof header === 'string' ? header : 'file.csv')
  } catch {
    throw new Refusal('invalid_request', 'x-file-name: has to be encoded as a part of an address is.')
  }
}

function sourceNameOf(fileName: string): string {
  const plain = fileName
    .toLowerCase()
    .replace(/\.[a-z0-9.]+$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)
  return plain === '' ? 'a-file' : plain
}

async function previewOf(file: FileInspection): Promise<string[][]> {
  const rows: string[][] = []
  for await (const { cells } of readRows(file, FOUND_OUT)) {
    rows.push(cells.map((cell) => cell.slice(0, 200)))
    if (rows.length === PREVIEW_ROWS) break
  }
  return rows
}

async function tryMapping(
  { pool }: ImportServices,
  file: FileInspection,
  given: ImportMapping,
): Promise<ImportTry> {
  const { text: yaml, faults } = mappingDocument(given, file.header, new Date(), {
    skip: file.skip,
    catalogue: await catalogueNow(pool),
  })
  const { mapping, problems: unread } = readMapping(yaml)
  const problems = [
    ...faults,
    ...(mapping ? columnProblems(mapping, file) : unread.filter(() => faults.length === 0)).map(
      (problem) => ({
        column: null,
        message: `${problem.expected}; ${problem.remedy}`,
      }),
    ),
  ]
  if (problems.length > 0 || !mapping) return { problems, yaml, result: null }
  const people = new ToldPeople()
  const {
    leads: _leads,
    sample: _sample,
    ...counts
  } = await dryRun(mapping, file, Date.now(), (events) => people.hear(events))
  const known = await knownPeople(pool, people.names(), new Date())
  const { newPeople, knownPeople: knownOnes, rows: knownRows, events: knownEvents } = people.count(known)
  const isSkipped = given.known === 'skip'
  return {
    problems,
    yaml,
    result: {
      ...counts,
      events: isSkipped ? without(counts.events, knownEvents) : { ...counts.events },
      rejections: [...counts.rejections],
      newPeople,
      knownPeople: knownOnes,
      skipped: isSkipped ? knownRows : 0,
    },
  }
}

function addRunRoutes(app: App, services: ImportServices, runs: ImportRuns): void {
  const { startImport, stopImport, undoImport } = routes
  const { pool, dataDir } = services
  const show = async (id: string): Promise<Import> =>
    runs.show(await keptImport(pool, id), await hasErrorFile(dataDir, id))
  app.post(
    startImport.path,
    {
      schema: {
        tags,
        operationId: 'startImport',
        summary: startImport.summary,
        body: startImport.body,
        response: { 200: startImport.answer },
      },
    },
    async (request) => {
      const { file: uploadId, mapping } = request.body
      const upload = await uploadOf(pool, dataDir, uploadId)
      const file = await inspectFile(upload.path, FOUND_OUT, [])
      const [fault] = (await tryMapping(services, file, mapping)).problems
      if (fault)
        throw new Refusal('invalid_request', `mapping: ${fault.column ?? ''} ${fault.message}`.trim())
      await rememberMapping(pool, headerHash(file.header), mapping)
      const { id: sourceId } = await ensureSource(pool, mapping.source)
      const id = await runs.start({
        sourceId,
        fileName: upload.name,
        fileHash: file.hash,
        uploadId,
        mapping,
        rowsTotal: Math.max(0, file.lines - 1 - file.skip),
        person: signedIn(request).id,
      })
      return show(id)
    },
  )
  for (const [route, name, act] of [
    [stopImport, 'stopImport', async (id: string) => runs.cancel(id)],
    [undoImport, 'undoImport', (id: string, person: string) => runs.undo(id, person)],
  ] as const)
    app.post(
      route.path,
      {
        schema: {
          tags,
          operationId: name,
          summary: route.summary,
          params: route.params,
          response: { 200: route.answer },
        },
      },
      async (request) => {
        await keptImport(pool, request.params.id)
        await act(request.params.id, signedIn(request).id)
        return show(request.params.id)
      },
    )
}

function addResultRoutes(app: App, { pool, dataDir }: ImportServices, runs: ImportRuns): void {
  const { imports, import: one, importErrors } = routes
  app.get(
    imports.path,
    {
      schema: {
        tags,
        operationId: 'listImports',
        summary: imports.summary,
        response: { 200: imports.answer },
      },
    },
    async () => {
      const kept = await keptImports(pool)
      return {
        data: await Promise.all(kept.map(async (row) => runs.show(row, await hasErrorFile(dataDir, row.id)))),
      }
    },
  )
  app.get(
    one.path,
    {
      schema: {
        tags,
        operationId: 'readImport',
        summary: one.summary,
        params: one.params,
        response: { 200: one.answer },
      },
    },
    async ({ params }) =>
      runs.show(await keptImport(pool, params.id), await hasErrorFile(dataDir, params.id)),
  )
  app.get(
    importErrors.path,
    {
      schema: {
        tags,
        operationId: 'readImportErrors',
        summary: importErrors.summary,
        params: importErrors.params,
      },
    },
    async (request, reply) => {
      const access = accessOf(request)
      const { id, byPerson, file } = await keptImport(pool, request.params.id)
      // Rows of other people's lists are for whoever brought them.
      const mayRead =
        access.kind === 'person' && (access.person.role === 'admin' || access.person.id === byPerson)
      if (!mayRead || !(await hasErrorFile(dataDir, id))) throw nothingThere()
      const name = encodeURIComponent(`${file}.errors.csv`)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .send(createReadStream(errorsPathOf(dataDir, id)))
    },
  )
}
