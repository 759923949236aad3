import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where the server of `npm run dev` listens; the built application is served by it. */
const server = process.env['BATON_SERVER'] ?? 'http://127.0.0.1:4321'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    reportCompressedSize: true,
    // Inlined assets would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // Sources of the application lie under `api/`, too.
  server: { proxy: { '^/api/(?!.*\\.tsx?)': server, '/v1': server } },
})
