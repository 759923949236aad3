/**
 * A letter as HTML that mail programs understand: tables, styles in the tags, 600 pixels wide. What only some of them know,
 * the narrow and the dark form, stands in one style sheet that the others leave out.
 */
import { inkOn, readableOn } from './colours.ts'
import type { RenderOptions } from './letter-context.ts'
import type { LetterDocument } from './letter-document.ts'
import type { PlainShown, ShownBlock, ShownFooter, ShownLetter, WordGroup, Words } from './shown-letter.ts'

/** Of the HTML as UTF-8, so that the whole letter stays below 256 KB. */
const BYTES_MAX = 180_000
const WIDTH = 600
const RIGHT_TO_LEFT = /^(ar|fa|he|ur|yi)\b/

const FONTS = {
  sans: "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
  serif: "Georgia, 'Times New Roman', serif",
} as const

const LIGHT = { page: '#f3f4f6', card: '#ffffff', ink: '#1d2026', soft: '#5b6270', line: '#d9dce2' }
const DARK = { page: '#15171b', card: '#1f2229', ink: '#e8eaee', soft: '#a9b0bd', line: '#3a3f4a' }

interface Look {
  readonly font: string
  readonly accent: string
  readonly link: string
}

type Written = Pick<LetterDocument, 'lang' | 'theme'>

export function writeHtml(
  shown: ShownLetter,
  { lang, theme }: Written,
  options: RenderOptions,
): { readonly html: string; readonly isCut: boolean } {
  const look: Look = {
    font: FONTS[theme.font],
    accent: theme.accent,
    link: readableOn(theme.accent, LIGHT.card, '#000000'),
  }
  const head = headOf(shown, lang, theme.accent, options.scheme ?? 'reader')
  const foot = footOf(shown.footer, look)
  const rows: string[] = []
  let room = BYTES_MAX - byteLength(head) - byteLength(foot)
  let isCut = false
  for (const block of shown.blocks) {
    const row = `<tr><td class="b-pad" style="padding:0 32px">${writeBlock(block, look)}</td></tr>\n`
    room -= byteLength(row)
    isCut = room < 0
    if (isCut) break
    rows.push(row)
  }
  return { html: head + rows.join('') + foot, isCut }
}

const UTF8 = new TextEncoder()

function byteLength(text: string): number {
  return UTF8.encode(text).length
}

function headOf(
  { subject, preheader }: ShownLetter,
  lang: string,
  accent: string,
  scheme: NonNullable<RenderOptions['scheme']>,
): string {
  const dir = RIGHT_TO_LEFT.test(lang) ? 'rtl' : 'ltr'
  const schemes = scheme === 'reader' ? 'light dark' : scheme
  return `<!doctype html>
<html lang="${attribute(lang)}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${schemes}">
<meta name="supported-color-schemes" content="${schemes}">
<meta name="x-apple-disable-message-reformatting">
<title>${escapeText(subject)}</title>
<style>${styleSheet(accent, scheme)}</style>
</head>
<body class="b-page" style="margin:0;padding:0;background-color:${LIGHT.page}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escapeText(preheader)}${'&#847;&zwnj;&nbsp;'.repeat(preheader === '' ? 0 : 40)}</div>
<table role="presentation" class="b-page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:${LIGHT.page}">
<tr><td align="center" style="padding:24px 8px">
<table role="presentation" class="b-card" width="${WIDTH}" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:${WIDTH}px;background-color:${LIGHT.card};border-radius:8px">
<tr><td style="height:28px;line-height:28px;font-size:0">&nbsp;</td></tr>
`
}

function styleSheet(accent: string, scheme: NonNullable<RenderOptions['scheme']>): string {
  const dark = [
    `.b-page{background-color:${DARK.page}!important}`,
    `.b-card{background-color:${DARK.card}!important}`,
    `.b-ink{color:${DARK.ink}!important}`,
    `.b-soft{color:${DARK.soft}!important}`,
    `.b-line{border-color:${DARK.line}!important}`,
    `.b-link{color:${readableOn(accent, DARK.card, '#ffffff')}!important}`,
  ].join('')
  const narrow =
    '@media (max-width:520px){.b-column{display:block!important;width:100%!important;padding:0!important}' +
    '.b-pad{padding-left:20px!important;padding-right:20px!important}}'
  const schemed = { reader: `@media (prefers-color-scheme:dark){${dark}}`, light: '', dark }[scheme]
  return `:root{color-scheme:${scheme === 'reader' ? 'light dark' : scheme}}${narrow}${schemed}`
}

function footOf(footer: ShownFooter, { font, link }: Look): string {
  const style = `margin:0 0 6px;font-family:${font};font-size:12px;line-height:18px;color:${LIGHT.soft}`
  const sender = [footer.organisation, footer.address].filter((line) => line !== '').join(' · ')
  const anchor = ({ label, href }: ShownFooter['unsubscribe']) =>
    `<a class="b-link" href="${attribute(href)}" style="color:${link};text-decoration:underline">${escapeText(label)}</a>`
  return `<tr><td class="b-pad" style="padding:8px 32px 24px">
<div class="b-line" style="border-top:1px solid ${LIGHT.line};padding-top:16px">
<p class="b-soft" style="${style}">${escapeText(sender)}</p>
<p class="b-soft" style="${style}">${escapeText(footer.why)}</p>
<p class="b-soft" style="${style}">${anchor(footer.preferences)} · ${anchor(footer.unsubscribe)}</p>
</div>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`
}

function writeBlock(block: ShownBlock, look: Look): string {
  if (block.kind !== 'columns') return writePlain(block, look)
  const [left, right] = block.columns
  const cell = (side: readonly PlainShown[], gap: string) =>
    `<td class="b-column" width="50%" valign="top" style="width:50%;${gap}">${side
      .map((inner) => writePlain(inner, look))
      .join('')}</td>`
  return (
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>' +
    `${cell(left, 'padding:0 12px 0 0')}${cell(right, 'padding:0 0 0 12px')}</tr></table>`
  )
}

function writePlain(block: PlainShown, look: Look): string {
  switch (block.kind) {
    case 'heading': {
      const [size, height] = block.level === 1 ? [24, 31] : [18, 25]
      const tag = `h${block.level}`
      const style = `margin:0 0 14px;font-family:${look.font};font-size:${size}px;line-height:${height}px;font-weight:600;color:${LIGHT.ink};text-align:${block.align}`
      return `<${tag} class="b-ink" style="${style}">${escapeText(block.text)}</${tag}>`
    }
    case 'text':
      return block.groups.map((group) => writeGroup(group, look, block.align)).join('')
    case 'button':
      return writeButton(block.label, block.href, block.align, look)
    case 'image':
      return writeImage(block)
    case 'divider':
      return `<div class="b-line" style="border-top:1px solid ${LIGHT.line};margin:8px 0 22px;font-size:0;line-height:0">&nbsp;</div>`
    case 'asset':
      return (
        `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 18px"><tr>` +
        `<td class="b-line" style="border:1px solid ${LIGHT.line};border-radius:8px;padding:18px 20px 4px">` +
        `<p class="b-ink" style="margin:0 0 6px;font-family:${look.font};font-size:17px;line-height:24px;font-weight:600;color:${LIGHT.ink}">${escapeText(block.title)}</p>` +
        (block.teaser === '' ? '' : paragraph(escapeText(block.teaser), look, 'left')) +
        `${writeButton(block.label, block.href, 'left', look)}</td></tr></table>`
      )
    case 'signature':
      return paragraph(block.lines.map(escapeText).join('<br>'), look, 'left')
  }
}

function writeButton(label: string, href: string, align: string, { accent, font }: Look): string {
  const style = `display:inline-block;padding:11px 22px;font-family:${font};font-size:16px;line-height:22px;font-weight:600;color:${inkOn(accent)};text-decoration:none`
  return (
    `<table role="presentation" cellpadding="0" cellspacing="0" border="0" align="${align}" style="margin:4px ${align === 'center' ? 'auto' : '0'} 20px${align === 'center' ? '' : ';float:none'}"><tr>` +
    `<td bgcolor="${accent}" style="background-color:${accent};border-radius:6px">` +
    `<a href="${attribute(href)}" style="${style}">${escapeText(label)}</a></td></tr></table>`
  )
}

function writeImage(image: Extract<PlainShown, { readonly kind: 'image' }>): string {
  const tag =
    `<img src="${attribute(image.src)}" alt="${attribute(image.alt)}" width="${image.width}" ` +
    `style="display:inline-block;border:0;width:100%;max-width:${image.width}px;height:auto">`
  const inside =
    image.href === null ? tag : `<a href="${attribute(image.href)}" style="text-decoration:none">${tag}</a>`
  return `<p style="margin:0 0 18px;text-align:${image.align};font-size:14px;line-height:20px">${inside}</p>`
}

function writeGroup({ kind, entries }: WordGroup, look: Look, align: string): string {
  if (kind === 'paragraph') return paragraph(writeWords(entries[0] ?? [], look), look, align)
  const points = entries.map((words) => `<li style="margin:0 0 6px">${writeWords(words, look)}</li>`).join('')
  return `<ul class="b-ink" style="margin:0 0 16px;padding:0 0 0 22px;font-family:${look.font};font-size:16px;line-height:25px;color:${LIGHT.ink};text-align:${align}">${points}</ul>`
}

function paragraph(inside: string, { font }: Look, align: string): string {
  return `<p class="b-ink" style="margin:0 0 16px;font-family:${font};font-size:16px;line-height:25px;color:${LIGHT.ink};text-align:${align}">${inside}</p>`
}

function writeWords(words: readonly Words[], look: Look): string {
  return words
    .map((word): string => {
      switch (word.kind) {
        case 'text':
          return escapeText(word.text)
        case 'break':
          return '<br>'
        case 'strong':
          return `<strong>${writeWords(word.parts, look)}</strong>`
        case 'emphasis':
          return `<em>${writeWords(word.parts, look)}</em>`
        case 'link':
          return `<a class="b-link" href="${attribute(word.href)}" style="color:${look.link};text-decoration:underline">${writeWords(word.parts, look)}</a>`
      }
    })
    .join('')
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Between tags, and inside of a quoted attribute: both are safe by the same five letters. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ESCAPES[letter]!)
}

const attribute = escapeText
