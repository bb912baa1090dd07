/** The list of open apps shows the cover, not somebody's address. */
export function coverWhenAway(page: Document): void {
  const follow = () => page.documentElement.toggleAttribute('data-covered', page.visibilityState === 'hidden');
  page.addEventListener('visibilitychange', follow);
}
