/** A notice in the form that Slack's incoming webhooks take, and Mattermost's and Discord's `/slack` after them. */
import type { Message } from './deliveries.ts'

export interface SlackMessage {
  /** For notifications and screen readers. */
  readonly text: string
  readonly blocks: readonly {
    readonly type: 'section'
    readonly text: { readonly type: 'mrkdwn'; readonly text: string }
  }[]
}

/** Longer text in one block is refused. */
const TEXT_MAX = 2_900

export function slackMessage({ subject, text, link }: Message): SlackMessage {
  const title = escaped(subject)
  const head =
    link === undefined ? `*${title}*` : `*<${link.replace(/[<>|]/g, encodeURIComponent)}|${title}>*`
  const body = `${head}\n${escaped(text)}`.slice(0, TEXT_MAX)
  return {
    text: `${title}: ${escaped(text)}`.slice(0, TEXT_MAX),
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: body } }],
  }
}

/** The three characters that mean something there, and those that would make text bold, code or a mention. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[*_~`]/g, (mark) => `${mark}\u200b`)
}
