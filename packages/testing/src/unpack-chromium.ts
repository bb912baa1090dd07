import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ownFolder } from './own-folder.js';

const PACKAGE = '@sparticuz/chromium';

/** Where the Chromium that npm brought is, with the shared libraries and the fonts that came along. */
export type UnpackedChromium = { executablePath: string; libraries: string; fonts: string };

/**
 * Unpacks the browser once an account and a version, into the temporary folder. Whole or not at all: several test
 * processes may come here at once, or be killed half-way.
 */
export async function unpackedChromium(): Promise<UnpackedChromium> {
  const entry = createRequire(import.meta.url).resolve(PACKAGE);
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '..', '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const home = ownFolder('doorstep-chromium');
  const folder = join(home, version);
  if (!existsSync(folder)) await unpackInto(folder, mkdtempSync(join(home, 'half-')));
  return {
    executablePath: join(folder, 'chromium'),
    libraries: join(folder, 'al2023', 'lib'),
    fonts: join(folder, 'fonts'),
  };
}

/** The package unpacks to the temporary folder of its process, its libraries only where this variable says so. */
async function unpackInto(folder: string, half: string): Promise<void> {
  const program = `import(${JSON.stringify(PACKAGE)}).then(({ default: chromium }) => chromium.executablePath())`;
  await promisify(execFile)(process.execPath, ['-e', program], {
    cwd: import.meta.dirname,
    env: { ...process.env, NODE_OPTIONS: '', TMPDIR: half, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  writeFileSync(join(half, 'fonts', 'fonts.conf'), fontsIn(join(folder, 'fonts')));
  try {
    renameSync(half, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(half, { recursive: true });
  }
}

/** The list that came along names folders of another machine, and text without a font has no height. */
function fontsIn(folder: string): string {
  const folders = [folder, '/usr/share/fonts', '/usr/local/share/fonts'].map((path) => `<dir>${path}</dir>`).join('');
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders}<cachedir>${folder}/cache</cachedir></fontconfig>`;
}
