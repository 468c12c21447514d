/** What may import what: the layers, no circles, nothing that is only there for development. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'retrieval-not-bot', severity: 'error', from: { path: '^retrieval/' }, to: { path: '^bot/' } },
    { name: 'embeddings-alone', severity: 'error', from: { path: '^embeddings/' }, to: { path: '^(bot|retrieval)/' } },
    { name: 'not-test', severity: 'error', from: { path: '^(bot|retrieval|embeddings)/' }, to: { path: '^test/' } },
    { name: 'not-to-dev-dep', severity: 'error', from: { path: '^(bot|retrieval|embeddings)/' }, to: { dependencyTypes: ['npm-dev'] } },
    {
      name: 'not-undeclared',
      severity: 'error',
      from: { path: '^(bot|retrieval|embeddings)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
