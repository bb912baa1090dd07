import { readFileSync } from 'node:fs';

/**
 * The content security policy that a guide tells a host to have: the block after `<!-- policy: name -->`, one directive a
 * line.
 * @param doorstep Stands for `https://embed.example`.
 */
export function policyOfGuide(guide: string, name: string, doorstep: string): string {
  const text = readFileSync(new URL(`../../../docs/hosts/${guide}.md`, import.meta.url), 'utf8');
  const block = new RegExp(`<!-- policy: ${name} -->\\s+\`\`\`\\n(.+?)\\n\`\`\``, 's').exec(text)?.[1];
  if (block === undefined) throw new Error(`docs/hosts/${guide}.md shows no policy ${name}`);
  return block.split('\n').join('; ').replaceAll('https://embed.example', doorstep);
}
