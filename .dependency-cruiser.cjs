/**
 * Who may import whom. Each rule says why it stands and what to do instead; `npm test` plants a breach of every one of
 * them (tools/run/planted-breaches.mjs) and fails when one goes unnoticed.
 */
const tests = '\\.test\\.tsx?$|/test/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'domain-imports-nothing',
      severity: 'error',
      comment:
        'The rules must give the same answer anywhere, for years. Take what is needed as a parameter: the clock, the ids, the facts.',
      from: { path: '^packages/domain/src/', pathNot: tests },
      to: { pathNot: '^packages/domain/src/' },
    },
    {
      name: 'contracts-import-zod-alone',
      severity: 'error',
      comment:
        'Browsers, workers and hosts all load the contracts. Keep them to schemas; put behaviour in domain or in the service.',
      from: { path: '^packages/contracts/src/', pathNot: tests },
      to: { pathNot: '^packages/contracts/src/|node_modules/zod/' },
    },
    {
      name: 'connectors-import-domain-and-contracts',
      severity: 'error',
      comment:
        'A connector only knows its host system. What it needs of the service (going out, the clock) is handed to it.',
      from: { path: '^packages/connectors/src/', pathNot: tests },
      to: { path: '^(apps|packages|tools)/', pathNot: '^packages/(connectors|domain|contracts)/' },
    },
    {
      name: 'connectors-do-not-reach-out',
      severity: 'error',
      comment:
        'Only the guarded client refuses addresses inside the network. Use the client that the contract hands to a connector. (code-hash.ts reads the code of this package and nothing else.)',
      from: { path: '^packages/connectors/src/', pathNot: `${tests}|/reading/code-hash\\.ts$` },
      to: {
        path: '^(node:)?(fs|fs/promises|http|https|http2|net|tls|dgram|dns|dns/promises|child_process)$|node_modules/(undici|axios|node-fetch)/',
      },
    },
    {
      name: 'service-imports-no-browser-app',
      severity: 'error',
      comment: 'The service serves the built files of the React apps and never their sources. Share through contracts.',
      from: { path: '^apps/service/src/', pathNot: tests },
      to: { path: '^apps/(widget|visit|console)/|node_modules/(react|react-dom|preact)/' },
    },
    {
      name: 'browser-apps-import-contracts-and-ui',
      severity: 'error',
      comment:
        'Whatever a page imports is sent to everybody. Put wire shapes in contracts, shared parts in ui; ask the service for the rest.',
      from: { path: '^apps/(widget|visit|console)/src/', pathNot: tests },
      to: { path: '^(apps|packages|tools)/', pathNot: '^apps/$1/|^packages/(contracts|ui)/' },
    },
    {
      name: 'ui-imports-none-of-ours',
      severity: 'error',
      comment: 'The shared parts know words and looks, no wire shapes. Pass values in.',
      from: { path: '^packages/ui/src/', pathNot: tests },
      to: { path: '^(apps|packages|tools)/', pathNot: '^packages/ui/' },
    },
    {
      name: 'testing-stays-in-tests',
      severity: 'error',
      comment: 'What tests need must not reach a landlord. Import it from a test or a tool only.',
      from: { path: '^(apps|packages)/', pathNot: `${tests}|^packages/testing/` },
      to: { path: '^packages/testing/' },
    },
    {
      name: 'capability-through-its-index',
      severity: 'error',
      comment:
        "A capability is used through its index.ts, so that what is behind it can change. Export the verb there, or move the caller's wish into it.",
      from: { path: '^apps/service/src/([^/]+)/', pathNot: tests },
      to: {
        path: '^apps/service/src/[^/]+/',
        pathNot: '^apps/service/src/$1/|^apps/service/src/platform/|^apps/service/src/[^/]+/index\\.ts$',
      },
    },
    {
      name: 'queue-behind-the-platform',
      severity: 'error',
      comment:
        'Postgres owns correctness, the queue owns timing. Put work on it through platform/queue, take it off in a *.job.ts.',
      from: { path: '^apps/service/src/', pathNot: `${tests}|^apps/service/src/platform/queue/|\\.job\\.ts$` },
      to: { path: 'node_modules/(bullmq|@nestjs/bullmq|ioredis)/' },
    },
    {
      name: 'out-through-the-guarded-client',
      severity: 'error',
      comment:
        'An address that somebody typed must not reach the inside of the network. Go out through the guarded client of platform/http.',
      from: { path: '^apps/service/src/', pathNot: `${tests}|^apps/service/src/platform/http/` },
      to: { path: 'node_modules/(undici|axios|node-fetch)/|^(node:)?(https|http2|tls)$' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment:
        'Files that need each other at run time start in an order nobody chose. Move what both need into a third.',
      from: { path: '^(apps|packages|tools)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-is-found',
      severity: 'error',
      comment: 'This import leads nowhere. Name the package in the package.json beside it, or mend the path.',
      from: { path: '^(apps|packages|tools)/' },
      // A question mark asks the bundler for a form of the file, such as its text; Salesforce gives its modules itself.
      to: { couldNotResolve: true, pathNot: '\\?|^(@salesforce|lightning)/|^lwc$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps|packages|tools)/[^/]+/(dist|coverage)/' },
    moduleSystems: ['es6', 'cjs'],
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@doorstep/source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css', '.d.ts'],
    },
  },
};
