import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before a run of tests: a folder for what its test files share. PostgreSQL's account has to pass through it. */
export default async function runBegins() {
  process.env.LIAISON_TEST_RUN = await mkdtemp(join(tmpdir(), 'liaison-run-'));
  await chmod(process.env.LIAISON_TEST_RUN, 0o711);
}
