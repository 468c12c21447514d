import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'reports/', '.stryker-tmp/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    // What the tests are checked with holds everything: one program, and the DOM's types beside Node's.
    languageOptions: { parserOptions: { project: './test/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      // `${number}` reads better than `${String(number)}` in messages.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Typed-array and table look-ups that are in range by construction are written with `!`; the compiler option
      // noUncheckedIndexedAccess makes each of them visible.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  // The page, the benchmarks, what is started without a compiler: no types to check.
  { files: ['**/*.{js,mjs,cjs}', '**/*.d.mts'], extends: [tseslint.configs.disableTypeChecked] },
);
