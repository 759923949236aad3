export { ShareCell } from './ShareCell.tsx'
