/** In pixels of one side: more is of no use to anyone who looks at it. */
const longestSide = 1600;
const mostPixels = 50_000_000;

/** The kind of picture that some bytes are, by what stands in them; undefined for anything else. */
export function pictureKind(bytes: Buffer): 'image/jpeg' | 'image/png' | 'image/webp' | undefined {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'image/webp';
  return undefined;
}

/**
 * Makes the picture anew as a JPEG of at most 1600 pixels a side, upright, with nothing beside its pixels: no place, no
 * time, no device, nothing behind its end. Undefined for what cannot be read as a picture.
 */
export async function makeAnew(bytes: Buffer): Promise<Buffer | undefined> {
  // Only who takes photos needs it: not every command that starts.
  const { default: sharp } = await import('sharp');
  try {
    return await sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels })
      .rotate()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80 })
      .toBuffer();
  } catch {
    return undefined;
  }
}
