export { type DocumentPath, type EditValue, withEntry, withoutEntry, withValue } from './document-edit.ts'
export { exampleOf, type KeptExample } from './example-of.ts'
export { type Knob, knobsOf, type KnobUnit } from './knobs.ts'
export { turned } from './turned.ts'
