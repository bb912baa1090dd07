import { defineConfig } from 'rolldown';

/**
 * The programs, each in a file or two of what `tsc` made: Node loads two thousand modules one by one for a second, which
 * every command would wait for. Our own packages stay outside, since one of them reads its own code, and so does what
 * brings files of its own or is there for some systems alone.
 */
export default defineConfig({
  input: { main: 'dist/main.js', cli: 'dist/cli.js' },
  platform: 'node',
  external: (id) =>
    !/^[./]/.test(id) &&
    !/^(@nestjs\/(common|core|platform-fastify|swagger|mapped-types)|es-toolkit|jose)(\/|$)/.test(id),
  output: { dir: 'dist/programs', keepNames: true, chunkFileNames: '[name].js', sourcemap: true },
});
