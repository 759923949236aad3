/** What other screens use of a lead's: the dialog that rejects a handoff, and fields by name and value. */
export { FieldList } from './FactList.tsx'
export { RejectDialog } from './RejectDialog.tsx'
