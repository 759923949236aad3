import { gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

/** Pages of others wait for the script, so it stays small. */
const COMPRESSED_BYTES_MAX = 4_095

const sizeLimit: Plugin = {
  name: 'size-limit',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue
      const bytes = gzipSync(file.code, { level: 9 }).length
      const figure = `${file.fileName}: ${bytes} bytes compressed, of at most ${COMPRESSED_BYTES_MAX}`
      if (bytes > COMPRESSED_BYTES_MAX) this.error(figure)
      console.error(figure)
    }
  },
}

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [sizeLimit],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2018',
    modulePreload: false,
    lib: { entry: 'tracker.ts', formats: ['iife'], name: 'tracker', fileName: () => 'baton.js' },
  },
})
