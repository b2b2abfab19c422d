import { filesKnowing, kindsInFolders } from './knowing.js';

/** `npm run kinds`: which files outside a kind's folder know it; `npm run kinds -- --json` for a program. */
export async function main(args: readonly string[]): Promise<void> {
  const known = kindsInFolders().map((kind) => ({ kind, files: filesKnowing(kind) }));
  if (args.includes('--json')) {
    process.stdout.write(`${JSON.stringify(Object.fromEntries(known.map(({ kind, files }) => [kind, files])))}\n`);
    return;
  }
  for (const { kind, files } of known) {
    process.stdout.write(`${kind}: known to ${files.length} files outside its folder\n`);
    for (const file of files) process.stdout.write(`  ${file}\n`);
  }
}
