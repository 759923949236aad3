/** A piece of content as it is written in a form: lists as lines, days as texts. */
import type { ContentAsset } from '@baton/protocol'
import type { Body } from '../../api/paths.ts'

export interface ContentDraft {
  readonly title: string
  readonly teaser: string
  readonly kind: ContentAsset['kind']
  readonly funnel: ContentAsset['funnel']
  readonly topic: string
  /** One a line. */
  readonly pains: string
  readonly personas: readonly string[]
  readonly product: string
  readonly language: string
  readonly owner: string
  readonly publishedOn: string
  readonly freshUntil: string
  readonly url: string
  readonly file: string
  /** One a line. */
  readonly names: string
}

export const NO_CONTENT: ContentDraft = {
  title: '',
  teaser: '',
  kind: 'e-book',
  funnel: 'top',
  topic: '',
  pains: '',
  personas: [],
  product: '',
  language: '',
  owner: '',
  publishedOn: '',
  freshUntil: '',
  url: '',
  file: '',
  names: '',
}

export function draftOfContent(asset: ContentAsset): ContentDraft {
  const { title, teaser, kind, funnel, topic, pains, personas, product, language, url, names } = asset
  return {
    title,
    teaser,
    kind,
    funnel,
    topic,
    pains: pains.join('\n'),
    personas,
    product,
    language,
    owner: asset.owner ?? '',
    publishedOn: asset.publishedOn ?? '',
    freshUntil: asset.freshUntil ?? '',
    url,
    file: asset.file ?? '',
    names: names.join('\n'),
  }
}

/** What is wrong with it, by field. */
export function contentProblems(draft: ContentDraft): Partial<Readonly<Record<keyof ContentDraft, string>>> {
  return {
    ...(draft.title.trim() === '' && { title: 'Give it a title' }),
    ...(draft.url !== '' && !/^https?:\/\/\S+$/.test(draft.url.trim()) && { url: 'Begins with https://' }),
    ...(draft.url.trim() !== '' && draft.file !== '' && { url: 'An address or a file, not both' }),
    ...(!/^$|^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(draft.language.trim()) && {
      language: 'Such as en or de-AT',
    }),
  }
}

export function contentOfDraft(draft: ContentDraft): Body<'addContent'> {
  const { title, teaser, kind, funnel, topic, personas, product, language, url } = draft
  return {
    title: title.trim(),
    teaser: teaser.trim(),
    kind,
    funnel,
    topic: topic.trim(),
    pains: linesOf(draft.pains),
    personas: [...personas],
    product: product.trim(),
    language: language.trim(),
    owner: draft.owner || null,
    publishedOn: draft.publishedOn || null,
    freshUntil: draft.freshUntil || null,
    url: url.trim(),
    file: draft.file || null,
    names: linesOf(draft.names),
  }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
