import everyTime from './jest.config.js';

/** What is long by nature: every attack that the threat model names, against a real network. */
export default { ...everyTime, roots: ['<rootDir>/test/attacks'], testPathIgnorePatterns: ['/node_modules/'] };
