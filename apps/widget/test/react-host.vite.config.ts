import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** A host's own bundle, with the wrapper in it and React as the host has it. */
export default defineConfig({
  plugins: [react()],
  define: { 'process.env.NODE_ENV': '"development"' },
  build: {
    minify: false,
    lib: {
      entry: fileURLToPath(new URL('react-host.tsx', import.meta.url)),
      formats: ['iife'],
      name: 'ReactHost',
      fileName: () => 'react-host.js',
    },
  },
});
