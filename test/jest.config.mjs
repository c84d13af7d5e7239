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

const sharedModules = '<rootDir>/support/shared-modules/transform.mjs';

export default {
  roots: ['<rootDir>', '<rootDir>/../backend/src', '<rootDir>/../catalog/src', '<rootDir>/../deploy/src'],
  testEnvironment: '<rootDir>/support/shared-modules/environment.mjs',
  testMatch: ['**/*.spec.ts', '**/*.e2e.ts', '**/*.conformance.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '/(backend|catalog|deploy)/(src/(?!.*\\.spec\\.ts$).*\\.ts|dist/.*\\.js)$': sharedModules,
    '/node_modules/(@nestjs|@mikro-orm)/.*\\.js$': sharedModules,
    '\\.ts$': ['@swc/jest', swc],
  },
  transformIgnorePatterns: ['/node_modules/(?!(@nestjs|@mikro-orm)/)'],
  globalSetup: '<rootDir>/support/global-setup.mjs',
  globalTeardown: '<rootDir>/support/global-teardown.mjs',
  setupFiles: ['<rootDir>/support/setup-file.mjs'],
  testTimeout: 30_000,
  // One more than the cores of a small machine: many suites wait for what they started.
  maxWorkers: 3,
  workerIdleMemoryLimit: '1GB',
};
