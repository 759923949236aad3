export { FrameFileError, openFrame, writeFrame } from './frame-file.ts'
export { frameFromDatabase } from './frame-from-database.ts'
export { type KeptFrame, openFrameOf } from './kept-frame.ts'
export { ReplayThreads } from './replay-threads.ts'
