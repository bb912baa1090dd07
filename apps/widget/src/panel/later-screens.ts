/** What comes after the first view, fetched as one piece while that is looked at. */
export { CanDo } from './can-do.js';
export { CorrectWords } from './correct-words.js';
export { HandOffList } from './hand-off-list.js';
export { LogSomething } from './log-something.js';
export { NotThisTime } from './not-this-time.js';
export { Photos } from './photos.js';
export { ReadBack } from './read-back.js';
export { Rested } from './rested.js';
export { SavedOutcome } from './saved-outcome.js';
export { SomethingNotRight } from './something-not-right.js';
export { SpokenWith } from './spoken-with.js';
export { TakePart } from './take-part.js';
export { TakingPartSaved } from './taking-part-saved.js';
export { WordsReminder } from './words-reminder.js';
export { WhatTheySaid } from './what-they-said.js';
export { restoreDrafts } from '../draft-keeper.js';
