/** Runs the Vault suite alone: `NODE_OPTIONS='--experimental-vm-modules --no-warnings' jest -c test/vault/jest.config.mjs`. */
export default {
  rootDir: '../..',
  roots: ['<rootDir>/test/vault'],
  testMatch: ['**/*.conformance.ts', '**/embedded-only*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  testEnvironment: 'node',
  maxWorkers: 2,
  testTimeout: 20_000,
};
