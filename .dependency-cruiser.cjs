/** The rooms of retrieval, in the order in which a file and then a question go through them: each imports from those before it alone. */
const ROOMS = ['documents', 'passages', 'index', 'search', 'evidence'];

/** What may import what: the layers, by each room's index.ts, no circles, nothing that is only there for development. */
module.exports = {
  forbidden: [
    ...ROOMS.map((room, at) => ({
      name: `${room}-in-order`,
      severity: 'error',
      from: { path: `^retrieval/${room}/` },
      to: { path: `^retrieval/(${[...ROOMS.slice(at + 1), 'evaluation', 'watch'].join('|')})/` },
    })),
    // The evaluation measures what is inside of the rooms too.
    ...['embeddings', ...ROOMS.map((room) => `retrieval/${room}`)].map((room) => ({
      name: `${room.replace('/', '-')}-by-its-index`,
      severity: 'error',
      from: { path: '^(bot|retrieval|embeddings)/', pathNot: `^(${room}|retrieval/evaluation)/` },
      to: { path: `^${room}/`, pathNot: '/index\\.ts$' },
    })),
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
