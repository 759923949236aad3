export { FrameFileError, openFrame, writeFrame } from './frame-file.ts'
