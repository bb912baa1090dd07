import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  resolve: { conditions: ['@doorstep/source', ...defaultClientConditions] },
  build: {
    target: 'es2022',
    // The oldest that know `light-dark()`.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: false,
    // Nothing inline: the page's policy forbids it.
    assetsInlineLimit: 0,
  },
});
