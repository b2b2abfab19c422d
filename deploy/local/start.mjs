// `npm start`, `npm run demo` and the like: prepares, then hands over to the compiled program that is named first.
import { join } from 'node:path';
import { root } from './prepare.mjs';

const [program = 'deploy/local/main', ...args] = process.argv.slice(2);
const { main } = await import(join(root, 'dist', `${program}.js`));
await main(args);
