/** A page that we serve ourselves, and the policy that it is served under. */
export interface Page {
  readonly html: string;
  readonly policy: string;
}

/** Whose panel it is, and the exact origins that may show it. */
interface ShownBy {
  readonly code: string;
  readonly origins: readonly string[];
}

const nobody: ShownBy = { code: '', origins: [] };

/**
 * The page inside a frame of ours.
 * @param installation Its code, and the origins that may show it; undefined for none that we know.
 */
export function framePage(installation: ShownBy | undefined): Page {
  const { code, origins } = installation ?? nobody;
  const says = { 'doorstep-installation': code, 'doorstep-origins': JSON.stringify(origins) };
  return page('frame-page.js', says, ancestorsOf(origins));
}

/**
 * The page inside a Salesforce canvas.
 * @param installation As for the page inside a frame.
 * @param signed What Salesforce posted, which nobody has looked at yet; empty for nothing that it could be.
 */
export function canvasPage(installation: ShownBy | undefined, signed: string): Page {
  const { code, origins } = installation ?? nobody;
  const says = {
    'doorstep-installation': code,
    'doorstep-origins': JSON.stringify(origins),
    'doorstep-canvas': signed,
  };
  return page('../canvas-page.js', says, ancestorsOf(origins));
}

/** The page of a one-time link, which nobody may put into a frame. */
export function linkPage(): Page {
  return page('link-page.js', {}, "'none'");
}

function ancestorsOf(origins: readonly string[]): string {
  return origins.length > 0 ? origins.join(' ') : "'none'";
}

function page(script: string, says: Readonly<Record<string, string>>, ancestors: string): Page {
  const metas = Object.entries(says).map(
    ([name, content]) => `    <meta name="${name}" content="${escaped(content)}" />\n`,
  );
  return {
    html: `<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="robots" content="noindex" />
${metas.join('')}    <title>Doorstep</title>
    <script type="module" src="${script}"></script>
  </head>
  <body></body>
</html>
`,
    policy: [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "img-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      `frame-ancestors ${ancestors}`,
    ].join('; '),
  };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
