/** A letter filled in for one receiver: the same letter and data give the same bytes, wherever they are rendered. */
import type { LetterContext, RenderedLetter, RenderOptions } from './letter-context.ts'
import type { LetterDocument } from './letter-document.ts'
import { showLetter } from './shown-letter.ts'
import { writeHtml } from './write-html.ts'
import { writeText } from './write-text.ts'

/** Total: a letter with faults is rendered too, with what is faulty as the plain words it is. */
export function renderLetter(
  letter: LetterDocument,
  context: LetterContext,
  options: RenderOptions,
): RenderedLetter {
  const shown = showLetter(letter, context, options)
  const { html, isCut } = writeHtml(shown, letter, options)
  const written = writeText(shown)
  const { subject, preheader, fromName, links } = shown
  return { subject, preheader, fromName, html, text: written.text, links, isCut: isCut || written.isCut }
}
