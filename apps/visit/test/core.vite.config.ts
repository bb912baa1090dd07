import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
  define: { 'process.env.NODE_ENV': '"production"', DOORSTEP_VERSION: '"0.0.0-core"' },
  resolve: { conditions: ['@doorstep/source', ...defaultClientConditions] },
  build: {
    emptyOutDir: false,
    copyPublicDir: false,
    lib: { entry: 'test/core.ts', formats: ['iife'], name: 'DoorstepCore', fileName: () => 'core.js' },
  },
});
