import { Field } from '../../ui/Field.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { problemAt, type EditedForm } from './edited-form.ts'
import { KIND_OPTIONS } from './form-words.ts'
import type { PartProps } from './part-props.ts'

/** What the form is called, what it stands for, and what its page says first. */
export function BasicsPart({ edited, problems, write }: PartProps) {
  const set = (change: Partial<EditedForm>) => write((now) => ({ ...now, ...change }))
  return (
    <Section title="Basics">
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <Field label="Name, for ourselves" error={problemAt(problems, 'name')}>
          <TextInput
            value={edited.name}
            maxLength={200}
            onChange={(event) => set({ name: event.target.value })}
          />
        </Field>
        <Field label="Address" hint={`…/f/${edited.slug}`} error={problemAt(problems, 'slug')}>
          <TextInput
            value={edited.slug}
            maxLength={60}
            spellCheck={false}
            onChange={(event) => set({ slug: event.target.value.toLowerCase().replaceAll(' ', '-') })}
          />
        </Field>
        <Field label="What it stands for" className="sm:col-span-2" error={problemAt(problems, 'kind')}>
          <Select value={edited.kind} options={KIND_OPTIONS} onChange={(kind) => set({ kind })} />
        </Field>
        <Field label="Title" error={problemAt(problems, 'title')}>
          <TextInput
            value={edited.title}
            maxLength={200}
            onChange={(event) => set({ title: event.target.value })}
          />
        </Field>
        <Field label="Button" error={problemAt(problems, 'submit')}>
          <TextInput
            value={edited.submit}
            maxLength={60}
            onChange={(event) => set({ submit: event.target.value })}
          />
        </Field>
        <Field label="Intro" className="sm:col-span-2" error={problemAt(problems, 'intro')}>
          <TextArea
            rows={2}
            value={edited.intro}
            maxLength={1000}
            onChange={(event) => set({ intro: event.target.value })}
          />
        </Field>
      </div>
    </Section>
  )
}
