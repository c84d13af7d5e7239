import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { mayUse, readsEnvironment, reserved } from './test/rules/module-table.mjs';

const backend = (places) => places.map((place) => `backend/src/${place}${place.endsWith('/') ? '**' : ''}`);

/** A folder two levels up or more, out of the own module: `../name/` from its top, `../../name/` from within. */
const otherModule = (rest) => `^(?:\\.\\./)+(?!${rest})[a-z-]+/`;
const ownIndex = (modules) =>
  [...modules, 'platform', 'platform/egress'].map((name) => `${name}/index\\.ts$`).join('|');

/** Packages that this place must not import: the reserved ones that it is not among the users of. */
const reservedFor = (place) =>
  Object.entries(reserved)
    .filter(([, places]) => !places.some((allowed) => place.startsWith(allowed) || allowed.startsWith(place)))
    .map(([name, places]) => ({ name, message: `Only ${places.join(', ')} may use it.` }));

const imports = (place, patterns) => ({
  'no-restricted-imports': ['error', { paths: reservedFor(place), patterns }],
});

/** One entry for each module: the table in test/rules/module-table.mjs as import rules. */
const modules = Object.entries(mayUse).map(([name, used]) => ({
  files: [`backend/src/${name}/**/*.ts`],
  rules: imports(`${name}/`, [
    {
      regex: otherModule(ownIndex(used)),
      message: `${name} may use ${[...used, 'platform'].join(', ')}, each by its index.ts.`,
    },
  ]),
}));

const rawSql = ['nativeUpdate', 'nativeDelete', 'nativeInsert', 'createQueryBuilder'];
const rawStatement = {
  selector: 'CallExpression[callee.property.name="execute"][callee.object.name=/^(em|inner)$/]',
  message: 'SQL of its own belongs in *.queries.ts or the platform: it slips past the flush guard.',
};
const bypass = rawSql.map((name) => ({
  selector: `MemberExpression[property.name="${name}"]`,
  message: `${name} slips past the flush guard, and with it past the audit trail.`,
}));
const environment = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: `Settings are read in ${readsEnvironment} and injected.`,
};

export default defineConfig(
  globalIgnores(['**/dist/**', '**/node_modules/**', '.nx/**', '.drawbridge/**', '**/coverage/**', '**/*.d.mts']),
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'AbortController',
          'AbortSignal',
          'Buffer',
          'URL',
          'clearInterval',
          'clearTimeout',
          'console',
          'fetch',
          'globalThis',
          'process',
          'performance',
          'setInterval',
          'setTimeout',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['{backend,catalog,admin-ui,deploy}/src/**/*.{ts,tsx}', 'test/**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // A method that must return a promise by contract needs no await.
      '@typescript-eslint/require-await': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    // Nobody's project: the tests' own type check covers them.
    files: ['{backend,catalog}/src/**/*.spec.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
  {
    files: ['backend/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-console': 'error',
      // Does not see what a decorator uses.
      'no-useless-assignment': 'off',
      'no-restricted-syntax': ['error', environment, rawStatement, ...bypass],
      ...imports('', []),
    },
  },
  ...modules,
  {
    files: ['backend/src/platform/**/*.ts'],
    rules: imports('platform/', [
      {
        regex: `^(?:\\.\\./)+(?:${[...Object.keys(mayUse), 'demo'].join('|')})/`,
        message: 'The platform knows no module.',
      },
    ]),
  },
  ...['platform/jobs/', 'platform/logging/', 'platform/egress/'].map((place) => ({
    files: backend([place]),
    rules: imports(place, [
      {
        regex: `^(?:\\.\\./)+(?:${[...Object.keys(mayUse), 'demo'].join('|')})/`,
        message: 'The platform knows no module.',
      },
    ]),
  })),
  { files: ['backend/src/*.ts'], rules: imports('migrate.ts', []) },
  { files: ['backend/src/main.ts', 'backend/src/migrate.ts', 'backend/src/seed.ts'], rules: { 'no-console': 'off' } },
  {
    files: [
      ...backend(['platform/', 'migrations/', 'rotation/', 'audit/', 'demo/']),
      'backend/src/**/*.queries.ts',
      'backend/src/notifications/notices.ts',
      'backend/src/secrets/inventory.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', environment, ...bypass] },
  },
  // The one builds nothing but SELECT, the other is what writes the audit trail.
  {
    files: ['backend/src/platform/database/rows.ts', 'backend/src/platform/database/flush-guard.ts'],
    rules: { 'no-restricted-syntax': ['error', environment] },
  },
  { files: backend([readsEnvironment]), rules: { 'no-restricted-syntax': ['error', ...bypass] } },
  {
    files: ['catalog/src/**/*.ts'],
    // The list of the apps is the folder that they are in; it has an entry point of its own, which the console does not use.
    ignores: ['**/*.spec.ts', 'catalog/src/apps/index.ts'],
    rules: {
      'no-control-regex': 'off',
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(?!\\.|zod$)', message: 'The catalog depends on zod only.' }] },
      ],
    },
  },
  {
    // Values of unknown JSON are compared by how they are written.
    files: ['catalog/src/app-definition/**/*.ts', 'deploy/src/embedded-vault/**/*.ts'],
    rules: { '@typescript-eslint/no-base-to-string': 'off' },
  },
  {
    files: ['admin-ui/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
  },
  {
    // Replies of the API are looked at as they come; the assertions are what checks them.
    files: ['test/**/*.ts', '**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
