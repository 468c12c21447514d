import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'bot/preview/page/**', '**/*.js', '**/*.mjs', '**/*.cjs'] },
  ...tseslint.configs.strictTypeChecked,
  {
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
);
