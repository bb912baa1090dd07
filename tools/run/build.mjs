import { oneAtATime } from './one-at-a-time.mjs';
import { progress } from './progress.mjs';
import { turbo } from './turbo.mjs';

/**
 * Builds what changed.
 * @param stream where progress goes, and the compiler's words when it fails
 * @returns whether that worked
 */
export function build(stream) {
  return oneAtATime(
    (line) => stream.write(`${line}\n`),
    async () => {
      const done = progress(stream, 'Building');
      const { code, output } = await turbo('build');
      done(code === 0 ? 'done' : 'failed');
      if (code !== 0) stream.write(output);
      return code === 0;
    },
  );
}
