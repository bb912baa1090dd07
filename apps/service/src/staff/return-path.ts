/** Where somebody lands who did not say, or said something that is not a page of the console. */
const home = '/console/';

/**
 * The page of the console that somebody wanted before they signed in. Anything that a browser would take for another
 * place, or for another part of ours, is answered with the first page.
 */
export function returnPath(wanted: string | undefined): string {
  if (wanted === undefined || wanted.length > 500 || !/^\/console(\/|$|\?)[\x21-\x7e]*$/.test(wanted)) return home;
  if (wanted.includes('\\') || wanted.includes('//')) return home;
  const { origin, pathname, search } = new URL(wanted, 'http://ours.example');
  const isOurs = origin === 'http://ours.example' && (pathname === '/console' || pathname.startsWith('/console/'));
  return isOurs ? pathname + search : home;
}
