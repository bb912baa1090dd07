/** A page that we serve ourselves, and the policy that it is served under. */
export interface Page {
  readonly html: string;
  readonly policy: string;
}

/**
 * The page inside a frame of ours.
 * @param installation Its code, and the origins that may show it; undefined for none that we know.
 */
export function framePage(
  installation: { readonly code: string; readonly origins: readonly string[] } | undefined,
): Page {
  const { code, origins } = installation ?? { code: '', origins: [] };
  const says = { 'doorstep-installation': code, 'doorstep-origins': JSON.stringify(origins) };
  return page('frame-page.js', says, origins.length > 0 ? origins.join(' ') : "'none'");
}

/** The page of a one-time link, which nobody may put into a frame. */
export function linkPage(): Page {
  return page('link-page.js', {}, "'none'");
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
