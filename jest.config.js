/** One configuration for pure properties and for journeys; workers share the two cores. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test', '<rootDir>/deploy'],
  globalSetup: '<rootDir>/test/support/run-begins.mjs',
  globalTeardown: '<rootDir>/test/support/run-ends.mjs',
  reporters: ['default', '<rootDir>/test/support/names-skips.mjs'],
  testMatch: ['**/*.test.ts'],
  // `npm run test:long` has these: jest.long.config.js.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/(attacks|long)/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    // Worker threads run compiled code only.
    '^#libs/replay/(.*)$': '<rootDir>/dist/libs/replay/$1',
    '^#(libs|apps)/(.*)\\.js$': '<rootDir>/$1/$2',
    // The local network starts compiled programs, which it finds beside its own compiled file.
    '^#deploy/(.*)$': '<rootDir>/dist/deploy/$1',
    // Its ES modules import JSON in a way that Jest warns of in every test file; its CommonJS build is the same code.
    '^libphonenumber-js/max$': '<rootDir>/node_modules/libphonenumber-js/max/index.cjs',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
          // Words are JSON.
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  // Journeys mostly wait: one worker would leave a core idle.
  maxWorkers: 2,
  // An end for what hangs, far from what a busy machine takes: what is waited for is counted in work (deploy/local/daemon.ts).
  testTimeout: 300_000,
  // A failed test may leave a connection or a program behind; the run says so and ends.
  forceExit: true,
};
