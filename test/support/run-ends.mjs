import { rm } from 'node:fs/promises';

/** After a run of tests. */
export default async function runEnds() {
  await rm(process.env.LIAISON_TEST_RUN, { recursive: true, force: true });
}
