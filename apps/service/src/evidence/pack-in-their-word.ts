import type { InTheirWord } from '../display/index.js';
import { oursOfResidents } from './compose-pack.js';
import type { PackBlock, PackDocument } from './pack-document.js';

/**
 * A pack in the landlord's word for residents. Only what we say changes: headings, what stands over tables, and the
 * cells that are ours. What an ask, a decision or somebody said stays as it was written.
 */
export function packInTheirWord(document: PackDocument, put: InTheirWord): PackDocument {
  const cell = (words: string) => (oursOfResidents.has(words) ? put(words) : words);
  const block = (one: PackBlock): PackBlock => {
    switch (one.kind) {
      case 'text':
        return { ...one, words: cell(one.words) };
      case 'quote':
        return { ...one, by: cell(one.by) };
      case 'table':
        return {
          ...one,
          caption: put(one.caption),
          head: one.head.map(put),
          rows: one.rows.map((row) => row.map(cell)),
        };
    }
  };
  return {
    ...document,
    title: document.sections.some(({ asked }) => asked === document.title) ? document.title : put(document.title),
    sections: document.sections.map((section) => ({
      ...section,
      heading: section.heading === section.asked ? section.heading : put(section.heading),
      blocks: section.blocks.map(block),
    })),
  };
}
