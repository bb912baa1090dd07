const SOON_MS = 1_000;

/**
 * Says what takes longer than a second: a line that counts the seconds on a terminal, elsewhere one line when it turns
 * out to take long and one at the end.
 * @param stream where to say it
 * @param label what is being done, such as `Installing packages`
 * @returns `done(outcome)`, to call once at the end
 */
export function progress(stream, label) {
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  let shown = false;
  const timer = setInterval(() => {
    if (stream.isTTY) stream.write(`\r${label} … ${seconds()}`);
    else if (!shown) stream.write(`${label} …\n`);
    shown = true;
  }, SOON_MS);
  return (outcome) => {
    clearInterval(timer);
    if (shown) stream.write(`${stream.isTTY ? '\r\u001b[K' : ''}${label}: ${outcome} (${seconds()})\n`);
  };
}
