/** What other screens use of the playbook: how an answer is shown. */
export { PlayText } from './PlayText.tsx'
