import type { PanelScreen } from '../../../apps/widget/test/panel-screens.js';
import { fileOf, variantsOf } from './variants.js';

/**
 * The page that lists the pictures, in Markdown.
 * @param around Files with pictures of the demonstration, taken elsewhere.
 */
export function indexOf(screens: readonly PanelScreen[], around: readonly string[]): string {
  const sections = screens.map(({ name, caption }) => {
    const pictures = variantsOf(name).map((variant) => `![${name}](panel/${fileOf(name, variant)})`);
    return `## ${name.charAt(0).toUpperCase()}${name.slice(1)}\n\n${caption}\n\n${pictures.join(' ')}\n`;
  });
  return [
    '# What the panel looks like',
    '',
    'Every screen and every state, light and dark, at the 340 pixels that most CRMs give a side panel. Some of them are',
    'also in the presets for Dynamics 365 (`fluent`) and Salesforce (`slds`), narrow, wide, and in the colours of a system',
    'set to strong contrast. `npm run screens` takes the pictures again; the people and homes in them are invented.',
    '',
    ...(around.length > 0 ? ['## In the CRM of the demonstration', '', ...around.map(shown), ''] : []),
    ...sections,
  ].join('\n');
}

function shown(file: string): string {
  return `![${file.replace('.png', '').replaceAll('-', ' ')}](${file})`;
}
