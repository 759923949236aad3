import type { FormDefinition } from '@baton/protocol'
import { useState } from 'react'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { shownFields } from './edited-form.ts'
import { PreviewField, PreviewTick } from './PreviewField.tsx'

const WIDTHS = { wide: 'max-w-[34rem]', narrow: 'max-w-[20.5rem]' } as const
type Width = keyof typeof WIDTHS

/** The form as people will see it. It can be filled in, and sending it sends nothing. */
export function FormPreview({ definition }: { readonly definition: FormDefinition }) {
  const [width, setWidth] = useState<Width>('wide')
  const [isSecondTime, setSecondTime] = useState(false)
  const [isSent, setSent] = useState(false)
  const hasLater = definition.fields.some(({ progressive }) => progressive)
  return (
    <section aria-label="Preview" className="flex min-h-0 flex-1 flex-col bg-sunk">
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-4 border-b border-line px-4 py-1.5">
        <fieldset aria-label="Width" className="flex gap-0.5">
          {(['wide', 'narrow'] as const).map((name) => (
            <Switch key={name} pressed={width === name} onPress={() => setWidth(name)}>
              {name === 'wide' ? 'Wide' : 'Narrow'}
            </Switch>
          ))}
        </fieldset>
        <fieldset aria-label="Page" className="flex gap-0.5">
          <Switch pressed={!isSent} onPress={() => setSent(false)}>
            Form
          </Switch>
          <Switch pressed={isSent} onPress={() => setSent(true)}>
            Thank-you
          </Switch>
        </fieldset>
        {hasLater && (
          <Checkbox
            className="text-soft"
            label="The second time"
            checked={isSecondTime}
            onChange={(event) => setSecondTime(event.target.checked)}
          />
        )}
      </div>
      <div className="scroller min-h-0 flex-1 overflow-y-auto p-4 md:p-6">
        <div
          className={`mx-auto rounded-xl border border-line bg-paper p-6 text-base leading-normal shadow-float transition-[max-width] motion-reduce:transition-none ${WIDTHS[width]}`}
        >
          {isSent ? (
            <Thanks definition={definition} />
          ) : (
            <Page
              definition={definition}
              isSecondTime={hasLater && isSecondTime}
              onSend={() => setSent(true)}
            />
          )}
        </div>
      </div>
    </section>
  )
}

function Switch({
  pressed,
  onPress,
  children,
}: {
  readonly pressed: boolean
  readonly onPress: () => void
  readonly children: string
}) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className="h-7 rounded-md px-2 text-body text-faint hover:text-ink aria-pressed:bg-hover aria-pressed:font-medium aria-pressed:text-ink"
    >
      {children}
    </button>
  )
}

const TITLE = 'text-[1.65rem] leading-tight font-bold tracking-[-0.02em] [overflow-wrap:anywhere]'

function Page({
  definition,
  isSecondTime,
  onSend,
}: {
  readonly definition: FormDefinition
  readonly isSecondTime: boolean
  readonly onSend: () => void
}) {
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({})
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
    >
      <h2 className={TITLE}>{definition.title}</h2>
      {definition.intro !== '' && <p className="mt-2 text-soft">{definition.intro}</p>}
      <div className="mt-6 grid gap-[1.1rem]">
        {shownFields(definition.fields, answers, isSecondTime).map((field) => (
          <PreviewField
            key={field.id}
            field={field}
            value={answers[field.id] ?? ''}
            onChange={(value) => setAnswers((before) => ({ ...before, [field.id]: value }))}
          />
        ))}
        {definition.consents.map(({ text, required }, index) => (
          <PreviewTick key={index} label={text} isOptional={!required} />
        ))}
        <button
          type="submit"
          className="min-h-11 justify-self-start rounded-lg bg-ink px-6 py-2 font-semibold text-paper"
        >
          {definition.submit}
        </button>
      </div>
    </form>
  )
}

function Thanks({ definition: { thanks, doubleOptIn, delivers } }: { readonly definition: FormDefinition }) {
  return (
    <>
      <h2 className={TITLE}>{thanks.title}</h2>
      {thanks.text !== '' && <p className="mt-2 text-soft">{thanks.text}</p>}
      {doubleOptIn && (
        <p className="mt-3 text-soft">
          We sent you a mail. Open the link in it to confirm that the address is yours.
        </p>
      )}
      {delivers !== null && (
        <p className="mt-4 border-t border-line pt-3 text-small text-faint">
          The file comes by mail, or as a button here where no mail server is set.
        </p>
      )}
    </>
  )
}
