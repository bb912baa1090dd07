/**
 * Says what takes long: a line that counts the seconds on a terminal, one line at the start and one at the end elsewhere.
 * @param stream where to say it
 * @param label what is being done, such as `Installing packages`
 * @returns `done(outcome)`, to call once at the end
 */
export function progress(stream, label) {
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const draw = () => stream.write(`\r${label} … ${seconds()}`);
  if (!stream.isTTY) stream.write(`${label} …\n`);
  else draw();
  const timer = stream.isTTY ? setInterval(draw, 1_000) : undefined;
  return (outcome) => {
    clearInterval(timer);
    stream.write(`${stream.isTTY ? '\r\u001b[K' : ''}${label}: ${outcome} (${seconds()})\n`);
  };
}
