import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** One script, with React and the wrapper in it and none of the panel. */
export default defineConfig({
  define: { 'process.env.NODE_ENV': '"production"' },
  resolve: { conditions: ['@doorstep/source', 'module', 'browser', 'production'] },
  build: {
    copyPublicDir: false,
    emptyOutDir: false,
    lib: {
      entry: fileURLToPath(new URL('main.tsx', import.meta.url)),
      formats: ['iife'],
      name: 'RecordPage',
      fileName: () => 'page.js',
    },
  },
});
