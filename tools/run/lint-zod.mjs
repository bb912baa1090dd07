/** A rule for oxlint, whose own ban on imported names takes `import * as z` for the same thing. */
const namespaceOnly = {
  create: (context) => ({
    ImportDeclaration(node) {
      if (node.source.value !== 'zod' || node.importKind === 'type') return;
      if (node.specifiers.every(({ type, importKind }) => type === 'ImportNamespaceSpecifier' || importKind === 'type'))
        return;
      context.report({
        node,
        message: "A named z keeps all of zod in a browser bundle (93 kB against 26): write import * as z from 'zod'.",
      });
    },
  }),
};

export default { meta: { name: 'zod' }, rules: { 'namespace-only': namespaceOnly } };
