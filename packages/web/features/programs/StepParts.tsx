import { Plus, X } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import type { FieldsProps } from './StepDialog.tsx'
import type { PartForm } from './step-form.ts'

/** The ways of a branch, or the arms of a split. What happens in them is set on the canvas. */
export function StepParts({ form, problems, write }: FieldsProps) {
  const isBranch = form.kind === 'branch'
  const parts = isBranch ? form.ways : form.arms
  const change = (next: readonly PartForm[]) => write(isBranch ? { ways: next } : { arms: next })
  const least = isBranch ? 1 : 2
  const hasElse = isBranch && parts.at(-1)?.text.trim() === ''
  const add = () => {
    const added = {
      was: null,
      text: isBranch ? 'score: 40' : `${form.id}-${'abcdefgh'[parts.length] ?? 'z'}`,
    }
    change(hasElse ? [...parts.slice(0, -1), added, ...parts.slice(-1)] : [...parts, added])
  }
  return (
    <>
      {!isBranch && (
        <Field label="Compared by">
          <Select
            value={form.by}
            options={[
              { value: 'click', label: 'Clicks on the first mail of each arm' },
              { value: 'goal', label: 'Goals met' },
            ]}
            onChange={(by) => write({ by })}
          />
        </Field>
      )}
      {parts.map((part, index) => (
        <div key={index} className="flex items-start gap-1">
          <Field
            className="min-w-0 flex-1"
            label={isBranch ? `Way ${index + 1}` : `Arm ${index + 1}`}
            hint={isBranch && index === parts.length - 1 ? 'Empty: everybody else' : undefined}
            error={problems[`part ${index}`]}
          >
            <TextInput
              className="font-mono"
              value={part.text}
              placeholder={isBranch ? 'Everybody else' : ''}
              onChange={(event) =>
                change(
                  parts.map((one, place) => (place === index ? { ...one, text: event.target.value } : one)),
                )
              }
            />
          </Field>
          <Button
            look="plain"
            className="mt-6 px-1.5"
            disabled={parts.length <= least}
            aria-label={isBranch ? `Take way ${index + 1} away` : `Take arm ${index + 1} away`}
            onClick={() => change(parts.filter((_, place) => place !== index))}
          >
            <X size={14} aria-hidden="true" />
          </Button>
        </div>
      ))}
      <Button disabled={parts.length >= 8} onClick={add}>
        <Plus size={13} aria-hidden="true" />
        {isBranch ? 'Add a way' : 'Add an arm'}
      </Button>
    </>
  )
}
