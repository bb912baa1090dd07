/** Pixels of the longer side. */
const longest = 1600;
const quality = 0.7;

/**
 * A photo made small and drawn afresh, so that where and with what it was taken does not travel with it.
 * @throws {Error} when the phone cannot read it as a picture.
 */
export async function shrunk(photo: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const picture = await createImageBitmap(photo, { imageOrientation: 'from-image' });
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  if (!blob) throw new Error('The picture could not be drawn.');
  return new Uint8Array(await blob.arrayBuffer());
}
