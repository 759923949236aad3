/** What other screens use of a lead's: the dialog that rejects a handoff. */
export { RejectDialog } from './RejectDialog.tsx'
