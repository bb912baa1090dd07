/** What kind of thing somebody can have said. */
export const kinds = [
  ...(['idea', 'worry', 'good', 'happy', 'warning'] as const),
  ...(['question', 'offer', 'keep', 'always', 'never'] as const),
];
