/** What other screens use of calibration: its rounds, and beginning one. */
export { CalibrationSection } from './CalibrationSection.tsx'
