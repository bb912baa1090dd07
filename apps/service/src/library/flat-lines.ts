/** Where a prompt counts as falling flat. A line crossed asks somebody to look; nothing is retired by itself. */
export const flatLines = {
  leastShown: {
    value: 20,
    reason: 'Under twenty times, two officers or one wet week can make any prompt look bad.',
  },
  leastAnsweredShare: {
    value: 0.15,
    reason: 'A question fewer than one in seven take up costs staff their nerve to ask the next one.',
  },
  mostTurnedDownShare: {
    value: 0.2,
    reason: 'When one in five say the topic or the question is wrong, it is the question and not the moment.',
  },
} as const;
