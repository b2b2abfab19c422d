import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

test('a task that fails and that nobody waits for ends no process, and is in the log without what it was about', async () => {
  const program = `
    import { logFailedTasks } from '${pathToFileURL('dist/libs/outcome/failed-tasks.js')}';
    logFailedTasks({ error: (line) => console.log(line) });
    void Promise.reject(new TypeError('of Amina Exemple'));
    setTimeout(() => console.log('goes on'), 20);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  expect(stdout.trim().split('\n')).toEqual(['a task failed: TypeError', 'goes on']);
});
