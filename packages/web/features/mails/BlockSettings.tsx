import type { Align, Block, LetterProblem } from '@baton/letters'
import { useMailFields } from '../../api/mails-query.ts'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { MergeText } from './MergeText.tsx'
import { ProblemLines } from './ProblemLines.tsx'

/** All that can be said of a block, with what is wrong with it. */
export function BlockSettings({
  block,
  problems,
  onChange,
}: {
  readonly block: Block
  readonly problems: readonly LetterProblem[]
  readonly onChange: (change: object) => void
}) {
  return (
    <div className="grid gap-x-4 gap-y-3 pt-1 pr-3 pb-4 pl-[21px] sm:grid-cols-2">
      <Controls block={block} onChange={onChange} />
      <ProblemLines problems={problems} className="sm:col-span-2" />
    </div>
  )
}

function Controls({
  block,
  onChange,
}: {
  readonly block: Block
  readonly onChange: (change: object) => void
}) {
  switch (block.kind) {
    case 'heading':
      return (
        <>
          <Words label="Heading" value={block.text} max={300} onChange={onChange} />
          <Field label="Size">
            <Select
              value={String(block.level)}
              options={[
                { value: '1', label: 'Large' },
                { value: '2', label: 'Small' },
              ]}
              onChange={(level) => onChange({ level: Number(level) })}
            />
          </Field>
          <Alignment align={block.align} onChange={onChange} />
        </>
      )
    case 'text':
      return (
        <>
          <MergeText
            label="Text"
            className="sm:col-span-2"
            lines={8}
            max={10_000}
            value={block.text}
            hint="An empty line begins a paragraph; “- ” begins a point."
            onChange={(text) => onChange({ text })}
          />
          <Alignment align={block.align} onChange={onChange} />
        </>
      )
    case 'button':
      return (
        <>
          <Words label="Words" value={block.text} max={120} onChange={onChange} />
          <Address label="Leads to" value={block.url} onChange={(url) => onChange({ url })} />
          <Alignment align={block.align} onChange={onChange} />
        </>
      )
    case 'image':
      return <ImageControls block={block} onChange={onChange} />
    case 'asset':
      return <AssetControls block={block} onChange={onChange} />
    case 'signature':
      return (
        <MergeText
          label="Closing"
          className="sm:col-span-2"
          max={120}
          value={block.closing}
          hint="Below it stand the name and address of whom the mail comes from."
          onChange={(closing) => onChange({ closing })}
        />
      )
    case 'divider':
    case 'columns':
      return null
  }
}

type BlockOf<Kind extends Block['kind']> = Extract<Block, { readonly kind: Kind }>

function ImageControls({
  block,
  onChange,
}: {
  readonly block: BlockOf<'image'>
  readonly onChange: (change: object) => void
}) {
  return (
    <>
      <Address label="Address of the image" value={block.url} onChange={(url) => onChange({ url })} />
      <MergeText
        label="Text for those who do not see it"
        className="sm:col-span-2"
        max={300}
        value={block.alt}
        onChange={(alt) => onChange({ alt })}
      />
      <Address label="A click leads to" value={block.link} onChange={(link) => onChange({ link })} />
      <Field label="Width in pixels">
        <TextInput
          inputMode="numeric"
          value={String(block.width)}
          onChange={(event) => {
            const width = Number(event.target.value.replaceAll(/\D/g, ''))
            if (width <= 600) onChange({ width })
          }}
          onBlur={() => onChange({ width: Math.max(16, block.width) })}
        />
      </Field>
      <Alignment align={block.align} onChange={onChange} />
    </>
  )
}

const NEXT = ''

function AssetControls({
  block,
  onChange,
}: {
  readonly block: BlockOf<'asset'>
  readonly onChange: (change: object) => void
}) {
  const assets = useMailFields().data?.assets ?? []
  return (
    <>
      <Field label="Content">
        <Select
          value={block.asset ?? NEXT}
          options={[
            { value: NEXT, label: 'What is best for the lead next' },
            ...assets.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          onChange={(asset) => onChange({ asset: asset === NEXT ? null : asset })}
        />
      </Field>
      <MergeText
        label="Words of its button"
        max={120}
        value={block.button}
        onChange={(button) => onChange({ button })}
      />
    </>
  )
}

function Words({
  label,
  value,
  max,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly max: number
  readonly onChange: (change: object) => void
}) {
  return (
    <MergeText
      label={label}
      className="sm:col-span-2"
      max={max}
      value={value}
      onChange={(text) => onChange({ text })}
    />
  )
}

function Address({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  return (
    <Field label={label} className="sm:col-span-2">
      <TextInput
        inputMode="url"
        maxLength={2_000}
        placeholder="https://"
        value={value}
        onChange={(event) => onChange(event.target.value.trim())}
        className="font-mono"
      />
    </Field>
  )
}

function Alignment({
  align,
  onChange,
}: {
  readonly align: Align
  readonly onChange: (change: object) => void
}) {
  return (
    <Field label="Stands">
      <Select
        value={align}
        options={[
          { value: 'left', label: 'At the beginning' },
          { value: 'center', label: 'In the middle' },
        ]}
        onChange={(value) => onChange({ align: value })}
      />
    </Field>
  )
}
