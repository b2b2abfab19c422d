const { join } = require('node:path');

/** How an import is found while the rules are checked: the sources, where the program itself finds dist/. */
module.exports = {
  resolve: {
    alias: Object.fromEntries(['libs', 'apps', 'deploy'].map((room) => [`#${room}`, join(__dirname, room)])),
    extensionAlias: { '.js': ['.ts', '.js'] },
  },
};
