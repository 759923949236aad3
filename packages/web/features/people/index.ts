/** What other screens use of people: when somebody is away. */
export { Absences } from './Absences.tsx'
