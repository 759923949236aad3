import type { AgreementSection } from '@baton/words'

/** What the agreement says, in sentences. Each leads to the lines that say it in the file. */
export function AgreementMeaning({
  sections,
  marked,
  onPoint,
  onChoose,
}: {
  readonly sections: readonly AgreementSection[]
  readonly marked: string | null
  readonly onPoint: (clause: string | null) => void
  readonly onChoose: (clause: string) => void
}) {
  return (
    <>
      <nav
        aria-label="Sections"
        className="scroller-bare sticky top-0 z-10 -mx-4 flex gap-1 overflow-x-auto border-b border-line bg-paper px-3 py-2 lg:-mx-8 lg:flex-wrap lg:gap-y-0 lg:px-7"
      >
        {sections.map((section) => (
          <a
            key={section.id}
            href={`#section-${section.id}`}
            className="rounded px-1.5 py-0.5 text-small whitespace-nowrap text-faint hover:bg-hover hover:text-ink"
          >
            {section.title}
          </a>
        ))}
      </nav>
      {sections.map((section) => (
        <section
          key={section.id}
          id={`section-${section.id}`}
          className="scroll-mt-12 border-b border-line py-5"
        >
          <h2 className="text-lead font-semibold tracking-[-0.01em]">{section.title}</h2>
          <p className="mb-2 text-small text-faint">{section.about}</p>
          <ul>
            {section.sentences.map((sentence, index) => (
              <li key={`${sentence.clause} ${index}`}>
                <button
                  type="button"
                  data-meaning={sentence.clause}
                  aria-pressed={marked === sentence.clause}
                  onMouseEnter={() => onPoint(sentence.clause)}
                  onMouseLeave={() => onPoint(null)}
                  onFocus={() => onPoint(sentence.clause)}
                  onBlur={() => onPoint(null)}
                  onClick={() => onChoose(sentence.clause)}
                  className={`-mx-3 flex w-[calc(100%+1.5rem)] border-l-2 px-2.5 py-1 text-left text-[0.875rem] leading-[1.375rem] focus-visible:rounded-none focus-visible:-outline-offset-2 ${marked === sentence.clause ? 'border-accent bg-accent-wash' : 'border-transparent hover:bg-hover'}`}
                >
                  <span>
                    <Emphasised text={sentence.text} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

/** Numbers carry the meaning of most sentences, so they stand out a little. */
function Emphasised({ text }: { readonly text: string }) {
  return text.split(/(\d[\d,.]*\d|\d)/).map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} className="figures font-semibold">
        {part}
      </span>
    ) : (
      part
    ),
  )
}
