import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as { version: string };

// Preact's compatibility layer is a sixth of React's size, and a host pays for every byte beside every record.
const onPreact = process.env['EMBED_RUNTIME'] !== 'react';

export default defineConfig({
  plugins: [react()],
  define: { 'process.env.NODE_ENV': '"production"', DOORSTEP_VERSION: JSON.stringify(version) },
  resolve: {
    conditions: ['@doorstep/source', ...defaultClientConditions],
    alias: onPreact
      ? [
          { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
          { find: /^react-dom$/, replacement: 'preact/compat' },
          { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
          { find: /^react$/, replacement: 'preact/compat' },
        ]
      : [],
  },
  build: {
    target: 'es2022',
    // The oldest that know `light-dark()`; for older ones it would be rewritten into something that follows no host.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    lib: { entry: 'src/main.ts', formats: ['iife'], name: 'DoorstepBundle', fileName: () => 'doorstep.js' },
    minify: true,
    copyPublicDir: false,
  },
});
