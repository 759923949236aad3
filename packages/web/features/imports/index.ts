/** What other screens use of imports: taking a file that is dropped anywhere on the page. */
export { useFileDrop } from './use-file-drop.ts'
