/** Reads messages back in a thread of its own, where nothing watches each promise. */
import { workerData } from 'node:worker_threads'
import { readBack } from './composed-messages.ts'

const { count, seed } = workerData as { readonly count: number; readonly seed: number }
await readBack(count, seed)
