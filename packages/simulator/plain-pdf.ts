/** A document of plain text as PDF 1.4, with the typefaces that every reader has: enough for a file to give away. */

export interface PdfPage {
  readonly heading: string
  /** Paragraphs; one that begins with a dash is an item of a list. */
  readonly paragraphs: readonly string[]
}

/** A4, in points. */
const PAGE = { width: 595, height: 842, margin: 72 }
const HEADING = { size: 20, leading: 30 }
const TEXT = { size: 11, leading: 16, gap: 8 }
/** Of the mean letter of Helvetica at size 1; lines break a little early rather than late. */
const LETTER = 0.52

/** Latin letters only: the standard typefaces have no others. */
export function plainPdf(title: string, pages: readonly PdfPage[]): Uint8Array {
  const first = 5
  const pageIds = pages.map((_, index) => first + 2 * index)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((page, index) => {
      const content = contentOf(page)
      const box = `[0 0 ${PAGE.width} ${PAGE.height}]`
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox ${box} /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${pageIds[index]! + 1} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ]
    }),
    `<< /Title (${escaped(title)}) >>`,
  ]
  return Uint8Array.from(fileOf(objects), (letter) => letter.charCodeAt(0))
}

/** Objects one after the other, and a table of where each begins. */
function fileOf(objects: readonly string[]): string {
  let file = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const place = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return `${file}xref\n0 ${size}\n0000000000 65535 f \n${table}${trailer}`
}

function contentOf({ heading, paragraphs }: PdfPage): string {
  const width = PAGE.width - 2 * PAGE.margin
  let y = PAGE.height - PAGE.margin - HEADING.size
  const lines = [`BT /F2 ${HEADING.size} Tf ${PAGE.margin} ${y} Td (${escaped(heading)}) Tj ET`]
  y -= HEADING.leading
  for (const paragraph of paragraphs) {
    const indent = paragraph.startsWith('- ') ? 14 : 0
    for (const line of broken(paragraph, Math.floor((width - indent) / (TEXT.size * LETTER)))) {
      const x = PAGE.margin + (line.startsWith('- ') ? 0 : indent)
      lines.push(`BT /F1 ${TEXT.size} Tf ${x} ${y} Td (${escaped(line)}) Tj ET`)
      y -= TEXT.leading
    }
    y -= TEXT.gap
  }
  return lines.join('\n')
}

function broken(text: string, most: number): readonly string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length <= most) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

function escaped(text: string): string {
  return text.replace(/[\\()]/g, '\\$&')
}
