/** A field's name as words: `assetAddress.postCode` is “Asset address: post code”, `given_name` “Given name”. */
export function fieldWords(name: string): string {
  const words = name
    .split('.')
    .map((part) =>
      part
        .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
        .replaceAll('_', ' ')
        .toLowerCase(),
    )
    .join(': ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
