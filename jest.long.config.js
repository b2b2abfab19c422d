import everyTime from './jest.config.js';

/** What is long by nature: every attack that the threat model names, faults, ceremonies, whole matrices. */
export default {
  ...everyTime,
  roots: ['<rootDir>/test/attacks', '<rootDir>/test/long'],
  testPathIgnorePatterns: ['/node_modules/'],
};
