/** Says something in the one live region, which stands in the page from the start. */
export function announce(said: string): void {
  const status = document.getElementById('status');
  if (!status) return;
  // The same words twice are otherwise said once.
  status.textContent = status.textContent === said ? `${said}\u00a0` : said;
}
