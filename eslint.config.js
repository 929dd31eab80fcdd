import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** What a server folder may import from its siblings (docs/architecture.md, "The rooms"). */
const PURE = ['config', 'api', 'tasks', 'workflows', 'webhooks', 'engines', 'media', 'db']
const forbid = (folders) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        {
          regex: `^(\\.\\./)+(${folders.join('|')})(/|\\.js$)`,
          message: 'This folder may not import that one: see docs/architecture.md.',
        },
      ],
    },
  ],
})
const forbidNode = {
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        {
          regex: `^(\\.\\./)+(${PURE.join('|')})(/|\\.js$)`,
          message: 'This folder may not import that one: see docs/architecture.md.',
        },
        { regex: '^node:', message: 'Pure code: no clock, file, network or thread.' },
      ],
    },
  ],
}

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'data/**', 'out/**', 'coverage/**', 'kernel/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Hot loops over typed arrays pay for noUncheckedIndexedAccess with `!`.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  { files: ['src/dsp/**', 'src/music/**'], ignores: ['**/*.test.ts'], rules: forbidNode },
  { files: ['src/studio/**', 'src/analysis/**'], ignores: ['**/*.test.ts'], rules: forbidNode },
  {
    files: ['src/db/**'],
    rules: forbid(['api', 'tasks', 'workflows', 'webhooks', 'engines', 'studio', 'analysis', 'media']),
  },
  {
    files: ['src/tasks/**'],
    rules: forbid(['api', 'workflows', 'webhooks', 'engines', 'studio', 'analysis', 'media']),
  },
  {
    files: ['src/webhooks/**'],
    rules: forbid(['api', 'workflows', 'engines', 'studio', 'analysis', 'media']),
  },
  {
    files: ['src/media/**'],
    rules: forbid(['api', 'tasks', 'workflows', 'webhooks', 'engines', 'studio', 'analysis']),
  },
  { files: ['src/workflows/**'], rules: forbid(['api', 'webhooks', 'studio', 'analysis', 'db']) },
  { files: ['src/api/**'], rules: forbid(['workflows', 'engines', 'studio', 'analysis']) },
  {
    files: ['src/sandbox/**'],
    ignores: ['**/*.test.ts'],
    rules: forbid(['api', 'webhooks', 'studio', 'analysis', 'db']),
  },
  {
    files: ['**/*.js', 'examples/**/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      parserOptions: { projectService: false },
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
      },
    },
  },
  {
    files: ['console/src/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^(\\.\\./)+src/', message: 'The console talks to the server through the SDK.' },
          ],
        },
      ],
    },
  },
  {
    files: ['console/public/**', 'docs/guide/assets/**'],
    languageOptions: {
      globals: {
        document: 'readonly',
        localStorage: 'readonly',
        navigator: 'readonly',
        matchMedia: 'readonly',
        DOMParser: 'readonly',
      },
    },
  },
  prettier,
)
