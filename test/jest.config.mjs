const swc = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
    target: 'es2024',
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
  swcrc: false,
};

export default {
  roots: ['<rootDir>', '<rootDir>/../backend/src', '<rootDir>/../catalog/src', '<rootDir>/../deploy/src'],
  testEnvironment: 'node',
  testMatch: ['**/*.spec.ts', '**/*.e2e.ts', '**/*.conformance.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  globalSetup: '<rootDir>/support/global-setup.mjs',
  globalTeardown: '<rootDir>/support/global-teardown.mjs',
  setupFiles: ['<rootDir>/support/setup-file.mjs'],
  testTimeout: 30_000,
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
};
