/** Where a visit came from, by the host that referred it and by the click id that an advertiser's link carries. */

export interface Channel {
  readonly source: string
  readonly medium: string
}

const SEARCH = 'organic search'
const SOCIAL = 'social'
const ASSISTANT = 'ai assistant'
const PAID_SEARCH = 'paid search'
const PAID_SOCIAL = 'paid social'

/** By registrable domain without its suffix (`google` for google.co.uk), or by whole host where that is told apart. */
const BY_NAME: Readonly<Record<string, Channel>> = {
  google: { source: 'google', medium: SEARCH },
  bing: { source: 'bing', medium: SEARCH },
  yahoo: { source: 'yahoo', medium: SEARCH },
  duckduckgo: { source: 'duckduckgo', medium: SEARCH },
  ecosia: { source: 'ecosia', medium: SEARCH },
  qwant: { source: 'qwant', medium: SEARCH },
  startpage: { source: 'startpage', medium: SEARCH },
  kagi: { source: 'kagi', medium: SEARCH },
  baidu: { source: 'baidu', medium: SEARCH },
  yandex: { source: 'yandex', medium: SEARCH },
  naver: { source: 'naver', medium: SEARCH },
  seznam: { source: 'seznam', medium: SEARCH },
  linkedin: { source: 'linkedin', medium: SOCIAL },
  lnkd: { source: 'linkedin', medium: SOCIAL },
  facebook: { source: 'facebook', medium: SOCIAL },
  instagram: { source: 'instagram', medium: SOCIAL },
  threads: { source: 'threads', medium: SOCIAL },
  twitter: { source: 'x', medium: SOCIAL },
  youtube: { source: 'youtube', medium: SOCIAL },
  reddit: { source: 'reddit', medium: SOCIAL },
  pinterest: { source: 'pinterest', medium: SOCIAL },
  tiktok: { source: 'tiktok', medium: SOCIAL },
  xing: { source: 'xing', medium: SOCIAL },
  quora: { source: 'quora', medium: SOCIAL },
  mastodon: { source: 'mastodon', medium: SOCIAL },
  bsky: { source: 'bluesky', medium: SOCIAL },
  perplexity: { source: 'perplexity', medium: ASSISTANT },
  chatgpt: { source: 'chatgpt', medium: ASSISTANT },
  claude: { source: 'claude', medium: ASSISTANT },
}

const BY_HOST: Readonly<Record<string, Channel>> = {
  't.co': { source: 'x', medium: SOCIAL },
  'x.com': { source: 'x', medium: SOCIAL },
  'youtu.be': { source: 'youtube', medium: SOCIAL },
  'search.brave.com': { source: 'brave', medium: SEARCH },
  'news.ycombinator.com': { source: 'hacker news', medium: SOCIAL },
  'chat.openai.com': { source: 'chatgpt', medium: ASSISTANT },
  'gemini.google.com': { source: 'gemini', medium: ASSISTANT },
  'copilot.microsoft.com': { source: 'copilot', medium: ASSISTANT },
  'chat.mistral.ai': { source: 'mistral', medium: ASSISTANT },
  'mail.google.com': { source: 'gmail', medium: 'email' },
  'outlook.live.com': { source: 'outlook', medium: 'email' },
}

const BY_CLICK_ID: readonly (readonly [parameter: string, channel: Channel])[] = [
  ['gclid', { source: 'google', medium: PAID_SEARCH }],
  ['gbraid', { source: 'google', medium: PAID_SEARCH }],
  ['wbraid', { source: 'google', medium: PAID_SEARCH }],
  ['msclkid', { source: 'bing', medium: PAID_SEARCH }],
  ['li_fat_id', { source: 'linkedin', medium: PAID_SOCIAL }],
  ['ttclid', { source: 'tiktok', medium: PAID_SOCIAL }],
  ['twclid', { source: 'x', medium: PAID_SOCIAL }],
  ['rdt_cid', { source: 'reddit', medium: PAID_SOCIAL }],
]

export function channelOfClick(parameters: URLSearchParams): Channel | null {
  return BY_CLICK_ID.find(([parameter]) => parameters.has(parameter))?.[1] ?? null
}

export function channelOfReferrer(host: string): Channel {
  const plain = host.replace(/^(www|m|l|lm|old|out)\./, '')
  const labels = plain.split('.')
  const named =
    BY_HOST[plain] ??
    labels
      .slice(0, -1)
      .map((label) => own(BY_NAME, label))
      .findLast((channel) => channel)
  return named ?? { source: plain, medium: 'referral' }
}

function own(table: Readonly<Record<string, Channel>>, key: string): Channel | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}
