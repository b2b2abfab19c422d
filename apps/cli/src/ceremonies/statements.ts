import { z } from 'zod';
import { base64 } from '#libs/cose/bytes.js';
import { readPolicy } from '#libs/policy/rules.js';
import { submitEntry } from '#libs/transport/directory-client.js';
import { StatementBody } from '#libs/trust/bodies.js';
import { type DirectoryState, emptyDirectory } from '#libs/trust/directory.js';
import { fingerprint } from '#libs/trust/fingerprint.js';
import {
  draftFile,
  type FiledStatement,
  mergeFiles,
  missingFrom,
  readStatementFile,
  type StatementFileText,
  signFile,
} from '#libs/trust/statement-file.js';
import { asJson, readJsonFile, readTextFile, refused, writeNewFile } from '../files.js';
import { bold, print, printJson, say } from '../output.js';
import { Prompt } from '../prompt.js';
import { loadSession } from '../session.js';
import { accepted, connectForCeremony, type HubOptions } from './hub.js';
import { heardKey, readCard, readKey } from './keys.js';
import { readLog } from './log-file.js';

export interface DraftOptions {
  readonly log: string;
  readonly output: string;
}

const parsedBody = (body: unknown): StatementBody => {
  const parsed = StatementBody.safeParse(body);
  if (parsed.success) return parsed.data;
  throw refused(
    z.prettifyError(parsed.error),
    'Mend the option that it names; nothing was written.',
    'statement-malformed',
  );
};

/** Drafts statements where the log in the file stands, and writes them to be signed. */
export async function draft(bodies: readonly unknown[], { log, output }: DraftOptions): Promise<void> {
  const { replica } = await readLog(log);
  await writeDraft(replica.trusted, bodies, output);
}

async function writeDraft(state: DirectoryState, bodies: readonly unknown[], output: string): Promise<void> {
  const file = accepted(draftFile(state, bodies.map(parsedBody), Date.now()));
  await writeNewFile(output, asJson(file));
  for (const { says } of file.statements) print(says);
  print(`Drafted in ${bold(output)}. Nobody has signed it yet: liaison statement sign ${output} --key FILE`);
}

/** `liaison statement found`: the genesis, before there is any log. */
export async function draftGenesis(options: {
  name: string;
  logOrigin: string;
  logKey: string;
  signer: string[];
  threshold: string;
  output: string;
}): Promise<void> {
  const { name, logOrigin, logKey, output } = options;
  const body = {
    type: 'genesis',
    name,
    logOrigin,
    logKey: Buffer.from(logKey, 'hex'),
    ...(await committeeOf(options)),
  };
  await writeDraft(emptyDirectory(), [body], output);
}

/** The committee that cards name, by their keys. */
export async function committeeOf({ signer, threshold }: { signer: string[]; threshold: string }) {
  const cards = await Promise.all(signer.map(readCard));
  for (const card of cards) print(`${card.name}: ${fingerprint(Buffer.from(card.key, 'hex'))}`);
  return { committee: cards.map((card) => Buffer.from(card.key, 'hex')), threshold: Number(threshold) };
}

export async function draftAdmission(cardFile: string, options: DraftOptions & { fingerprint: string }): Promise<void> {
  const card = await readCard(cardFile);
  if (!card.member)
    throw refused(`${cardFile} names no member.`, 'It is made with "liaison key card --member".', 'card-malformed');
  const memberKey = heardKey(card, options.fingerprint);
  await draft([{ type: 'member-admitted', member: card.member, name: card.name, memberKey }], options);
}

export async function draftRecovery(
  cardFile: string,
  options: DraftOptions & { fingerprint: string; reason: string },
): Promise<void> {
  const card = await readCard(cardFile);
  const newKey = heardKey(card, options.fingerprint);
  await draft([{ type: 'member-key-recovered', member: card.member, newKey, reason: options.reason }], options);
}

/** The member's own decision: it has both keys at hand, so nobody needs to hear a fingerprint. */
export async function draftRotation(cardFile: string, options: DraftOptions): Promise<void> {
  const card = await readCard(cardFile);
  const newKey = Buffer.from(card.key, 'hex');
  await draft([{ type: 'member-key-rotated', member: card.member, newKey }], options);
}

export async function draftPolicy(
  policyFile: string,
  options: DraftOptions & { title: string; member?: string },
): Promise<void> {
  const text = await readTextFile(policyFile);
  const { title, member } = options;
  const rules = accepted(readPolicy(text, member === undefined ? 'network' : 'national'));
  for (const rule of rules) print(`${rule.effect === 'permit' ? 'permits' : 'forbids'}  ${rule.id}  ${rule.reason}`);
  const body = member === undefined ? { type: 'network-policy-adopted' } : { type: 'national-policy-adopted', member };
  await draft([{ ...body, title, text }], options);
}

export async function readStatements(file: string): Promise<FiledStatement[]> {
  return accepted(readStatementFile(await readJsonFile(file, 'statement file', z.json())));
}

/** `liaison statement show FILE`: what it says, who has signed, and what is still missing where the log stands. */
export async function showStatements(file: string, options: { log?: string; json?: boolean }): Promise<void> {
  const filed = await readStatements(file);
  const state = options.log === undefined ? emptyDirectory() : (await readLog(options.log)).replica.trusted;
  const missing = options.log === undefined ? undefined : missingFrom(state as DirectoryState, filed);
  if (options.json) {
    const statements = filed.map((one) => ({
      says: one.says,
      author: one.statement.author,
      signers: one.signatures.map(({ key }) => fingerprint(key)),
    }));
    return printJson({ statements, missing: missing && !missing.ok ? missing.refusal : null });
  }
  for (const one of filed) {
    print(one.says);
    for (const { key } of one.signatures) print(`  signed by ${fingerprint(key)}`);
  }
  if (!missing) return say('With --log FILE it also says what is still missing.');
  print(
    missing.ok
      ? 'Nothing is missing: liaison statement hand-in'
      : `Not yet: ${missing.refusal.message} ${missing.refusal.remedy}`,
  );
}

/** `liaison statement sign FILE --key KEY`: shows what it says, asks, and adds the signature. */
export async function signStatements(file: string, options: { key: string; yes?: boolean }): Promise<void> {
  const filed = await readStatements(file);
  for (const { says, statement } of filed) {
    print(says);
    if ('text' in statement.body) print(`\n${statement.body.text}\n`);
  }
  const key = await readKey(options.key);
  if (!options.yes) await mustConfirm(`Sign this with ${fingerprint(key.publicKey)}? Type "sign": `, 'sign');
  await saveSigned(file, filed, signFile(filed, key));
}

/** Says how many signatures the file has now. */
export async function saveSigned(
  file: string,
  before: readonly FiledStatement[],
  after: StatementFileText,
): Promise<void> {
  await writeNewFile(file, asJson(after), true);
  const count = (statements: readonly { signatures: readonly unknown[] }[]) =>
    statements.reduce((sum, one) => sum + one.signatures.length, 0);
  print(
    `Signed ${bold(file)}: ${count(after.statements) - count(before)} signatures added, ${count(after.statements)} in all.`,
  );
}

/** `liaison statement merge FILES --output FILE` */
export async function mergeStatements(files: string[], options: { output: string }): Promise<void> {
  const merged = accepted(mergeFiles(await Promise.all(files.map(readStatements))));
  await writeNewFile(options.output, asJson(merged));
  print(`Put together in ${bold(options.output)}.`);
}

interface HandInOptions extends HubOptions {
  readonly output?: string;
  readonly json?: boolean;
}

interface HandedIn {
  readonly position: number;
  readonly credential?: string | undefined;
  readonly proof?: { readonly index: number; readonly size: number; readonly hashes: readonly string[] };
}

/** `liaison statement hand-in FILE`: to the directory, through the signed-in node or straight through the hub. */
export async function handIn(file: string, options: HandInOptions): Promise<void> {
  const filed = await readStatements(file);
  const through = options.hub === undefined ? await throughNode() : await throughHub(options);
  const handed: (HandedIn & { says: string })[] = [];
  try {
    for (const { says, entry } of filed) {
      const done = await through.submit(entry);
      handed.push({ says, ...done });
      if (!options.json) print(`At position ${done.position}: ${says}`);
      if (!options.json && done.proof) print(`  proved to be entry ${done.proof.index} of ${done.proof.size}`);
    }
  } finally {
    await through.close();
    if (handed.length < filed.length && handed.length > 0) {
      say(`${handed.length} of ${filed.length} statements hold; the others were not handed in.`);
    }
  }
  const credential = handed.find((one) => one.credential)?.credential;
  if (credential && options.output) {
    await writeNewFile(options.output, asJson({ liaison: 'hub credential, version 1', jwt: credential }));
    print(`The node's way into the hub is in ${bold(options.output)}; it is of use only with the node's secrets.`);
  }
  if (options.json) printJson({ statements: handed });
}

interface Through {
  submit(entry: Uint8Array): Promise<HandedIn>;
  close(): Promise<void>;
}

async function throughNode(): Promise<Through> {
  const { api } = await loadSession();
  return {
    submit: (entry) => api.post('/api/v1/directory/statements', { body: { entry: base64(entry) } }),
    close: async () => undefined,
  };
}

async function throughHub(options: HandInOptions): Promise<Through> {
  const connection = await connectForCeremony(options);
  return {
    submit: async (entry) => {
      const reply = accepted(await submitEntry(connection, entry));
      return reply.ok ? reply : accepted(reply);
    },
    close: () => connection.close(),
  };
}

async function mustConfirm(question: string, word: string): Promise<void> {
  const prompt = new Prompt();
  const answer = await prompt.ask(question).finally(prompt.close);
  if (answer.trim() !== word) throw refused('Not signed.', 'Nothing was changed.', 'not-confirmed');
}
