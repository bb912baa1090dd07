export { AddPromptTexts } from './add-prompt-texts.js';
export { FindFlatPrompts } from './find-flat-prompts.js';
export { LibraryModule } from './library.module.js';
export { libraryOf, libraryOfVersion } from './library-of.js';
export { readCanDo } from './read-can-do.js';
export { promptTextFor, type SaidText } from './prompt-text-for.js';
export { RetirePrompt } from './retire-prompt.js';
export { addLibraryCommands } from './library.cli.js';
