import type { ReactNode } from 'react'
import { Mark } from '../../app/Mark.tsx'

/** The page in front of the product: the mark, and one thing to do. Its place does not depend on how much that is. */
export function DoorFrame({
  title,
  note,
  children,
  aside,
}: {
  readonly title: string
  readonly note?: ReactNode
  readonly children: ReactNode
  /** Stands beside it from 900 px on, and below it before. */
  readonly aside?: ReactNode
}) {
  return (
    <main className="scroller h-full overflow-y-auto">
      <div
        className={`mx-auto flex w-full flex-col gap-x-16 gap-y-10 px-5 pt-[max(2.5rem,12vh)] pb-16 min-[900px]:flex-row ${aside === undefined ? 'max-w-[23rem]' : 'max-w-[23rem] min-[900px]:max-w-[70rem]'}`}
      >
        <div className="w-full shrink-0 min-[900px]:w-[19rem]">
          <div className="mb-9 flex h-7 items-center gap-2.5">
            <Mark />
            <span className="text-lead font-semibold tracking-[-0.02em]">Baton</span>
          </div>
          <h1 className="text-title font-semibold tracking-[-0.02em]">{title}</h1>
          {note !== undefined && <p className="mt-1 text-body text-soft">{note}</p>}
          <div className="mt-6">{children}</div>
        </div>
        {aside}
      </div>
    </main>
  )
}
