export { FrameFileError, openFrame, writeFrame } from './frame-file.ts'
export { ReplayThreads } from './replay-threads.ts'
