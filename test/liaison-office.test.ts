import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '#deploy/local/daemon.js';
import { fromBase64 } from '#libs/cose/bytes.js';
import { leafHash, MerkleTree, verifyInclusion } from '#libs/log/merkle.js';
import { readEntryBundle } from '#libs/log/tiles.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { DEFAULT_POLICY } from '#libs/policy/default-policy.js';
import { fetchTile } from '#libs/transport/directory-client.js';
import {
  alertTitled,
  type Listed,
  post,
  refusal,
  type Shown,
  TestNetwork,
  timesHeld,
  UNITS,
  untilHeld,
} from './support/journey.js';
import type { NodeApi } from './support/node-api.js';

/** What a liaison office does all day, between Niger's node and Portugal's. */
let net: TestNetwork;
let niamey: NodeApi;
let lisbon: NodeApi;
let dakar: NodeApi;

beforeAll(async () => {
  net = await TestNetwork.start('office');
  [niamey, lisbon, dakar] = await net.officers();
});
afterAll(() => net?.stop());

interface Draft {
  id: string;
  says: string;
}
interface Signed {
  position: number;
  proof: { index: number; size: number; root: string; hashes: string[] };
}
const example = async (file: string) => JSON.parse(await readFile(`examples/directory/${file}`, 'utf8'));
const draft = (officer: NodeApi, author: string, saying: unknown) =>
  officer.post<Draft>('/directory/drafts', { author, saying });
const sign = (officer: NodeApi, { id }: Draft) => officer.post<Signed>(`/directory/drafts/${id}/signature`, {});
const says = async (officer: NodeApi, author: string, saying: unknown) =>
  sign(officer, await draft(officer, author, saying));

interface FoundContact {
  id: string;
  member: string;
  contact: { name: string; telephones: { number: string }[] };
}
const contacts = async (officer: NodeApi, query = ''): Promise<FoundContact[]> =>
  (await officer.get<{ contacts: FoundContact[] }>(`/contacts?${query}`)).contacts;
const untilContacts = (officer: NodeApi, what: string, so: (found: FoundContact[]) => boolean) =>
  until(what, async () => {
    const found = await contacts(officer);
    return so(found) ? found : undefined;
  });

test('the log is served as tiles, which lead to the root that its checkpoint signs', async () => {
  const ceremony = await net.network.ceremony();
  try {
    const { checkpoint, size } = await niamey.get<{ checkpoint: string; size: number }>('/directory/entries?from=0');
    const bytes = async (path: string) => {
      const reply = expectAccepted(await fetchTile(ceremony, path));
      return reply.ok ? reply.bytes : expect(reply).toBeUndefined();
    };
    const bundle = (await bytes(`tile/entries/000.p/${size}`)) as Uint8Array;
    const hashes = (await bytes(`tile/0/000.p/${size}`)) as Uint8Array;
    const tree = new MerkleTree();
    expectAccepted(readEntryBundle(bundle)).forEach((entry, i) => {
      expect(Buffer.from(leafHash(entry)).equals(hashes.subarray(32 * i, 32 * i + 32))).toBe(true);
      tree.append(leafHash(entry));
    });
    expect(checkpoint.split('\n')[2]).toBe(Buffer.from(tree.root(size)).toString('base64'));
    expect(await fetchTile(ceremony, 'tile/0/x999/999')).toMatchObject({
      value: { ok: false, refusal: { code: 'tile-absent' } },
    });
  } finally {
    await ceremony.close();
  }
});

describe('a contact', () => {
  const NAME = 'Aïssata Exemple';

  test('is drafted, signed, and then found by the other side, with a proof that anyone can check', async () => {
    const record = await example('contact.json');
    const drafted = await draft(niamey, 'ne/liaison', { type: 'contact-published', record });
    expect(drafted.says).toBe('Publish a contact of ne/liaison.');
    expect(await contacts(niamey)).toEqual([]);
    const { position, proof } = await sign(niamey, drafted);
    const statement = await lisbon.get<{ says: string; body: unknown }>(`/directory/statements/${position}`);
    expect(JSON.stringify(statement.body)).not.toContain('Exemple');
    const { entries } = await niamey.get<{ entries: string[] }>(`/directory/entries?from=${position - 1}`);
    const leaf = leafHash(fromBase64(entries[0]!)!);
    const hashes = proof.hashes.map((hash) => fromBase64(hash)!);
    expect(verifyInclusion(leaf, proof.index, proof.size, hashes, fromBase64(proof.root)!).ok).toBe(true);
    const [found] = await untilContacts(lisbon, 'Lisbon has the contact', (all) => all.length === 1);
    expect(found).toMatchObject({ member: 'ne', contact: { name: NAME, telephones: [{ number: '+22796123456' }] } });
    expect(await niamey.get('/directory/drafts')).toEqual({ drafts: [] });
  });

  test('is found by country, language, role and words', async () => {
    for (const query of ['member=ne', 'language=ha', 'role=focal-point', 'text=a%C3%AFssata']) {
      expect([query, (await contacts(lisbon, query)).length]).toEqual([query, 1]);
    }
    for (const query of ['member=pt', 'language=sv', 'role=duty-desk', 'text=nobody']) {
      expect([query, (await contacts(lisbon, query)).length]).toEqual([query, 0]);
    }
  });

  test('is changed for everybody', async () => {
    const [{ id }] = (await contacts(niamey)) as [FoundContact];
    const record = { ...(await example('contact.json')), name: 'Moussa Exemple' };
    await says(niamey, 'ne/liaison', { type: 'contact-changed', contact: id, record });
    await untilContacts(dakar, 'Dakar has the change', ([one]) => one?.contact.name === 'Moussa Exemple');
  });

  test('is erased: at the directory, at every node, on every disk', async () => {
    const [{ id }] = (await contacts(niamey)) as [FoundContact];
    expect(await refusal(draft(lisbon, 'pt/liaison', { type: 'contact-erased', contact: id }))).toBe('not-there');
    const { rows: before } = await net.network.postgres.query(
      'SELECT sealed FROM contact_record',
      [],
      'liaison_directory',
    );
    await says(niamey, 'ne/liaison', { type: 'contact-erased', contact: id });
    for (const officer of [niamey, lisbon, dakar])
      await untilContacts(officer, 'it is gone', (all) => all.length === 0);
    for (const table of ['contact_record', 'contact_capsule']) {
      const left = await net.network.postgres.query(`SELECT 1 FROM ${table}`, [], 'liaison_directory');
      expect(left.rows).toEqual([]);
    }
    // Not even the sealed bytes are left in the tables' files, once the directory service has written these anew.
    const base = join(net.folder, 'network', 'postgres', 'data', 'base');
    const sealed: Buffer = before[0].sealed.subarray(40, 72);
    await until('no file holds the sealed bytes', async () => {
      await net.network.postgres.query('CHECKPOINT', [], 'liaison_directory');
      const files = (await readdir(base, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
      for (const file of files) {
        // A file may go while it is looked for: that is what is waited for.
        const bytes = await readFile(join(file.parentPath, file.name)).catch(() => Buffer.alloc(0));
        if (bytes.includes(sealed)) return undefined;
      }
      return true;
    });
  });

  test('with wrong fields names each, and nothing is drafted', async () => {
    const wrong = await draft(niamey, 'ne/liaison', {
      type: 'contact-published',
      record: { ...(await example('contact.json')), timeZone: 'Agadez' },
    }).catch((error) => error);
    expect(wrong).toMatchObject({
      code: 'fields-wrong',
      faults: [{ field: 'saying.record.timeZone', expected: expect.stringContaining('Africa/Niamey') }],
    });
  });
});

describe('bodies and instruments', () => {
  test('a coordination body is seen by all with its institutions', async () => {
    await says(niamey, 'ne/liaison', await example('coordination-body.json'));
    const seen = await until('Lisbon sees it', async () => {
      const { bodies } = await lisbon.get<{ bodies: { member: string; institutions: unknown[] }[] }>(
        '/directory/coordination-bodies?member=ne',
      );
      return bodies[0];
    });
    expect(seen.institutions).toHaveLength(5);
  });

  test('what binds two members is what both have recorded, and agreements that name the other', async () => {
    const treaty = { ...(await example('instrument.json')), id: 'smuggling-protocol' };
    const agreement = {
      ...treaty,
      id: 'ne-pt',
      form: 'bilateral-agreement',
      partners: ['pt'],
      revision: { number: 2, agreedOn: '2020-01-01' },
    };
    await says(niamey, 'ne/liaison', treaty);
    await says(niamey, 'ne/liaison', agreement);
    await says(lisbon, 'pt/liaison', treaty);
    const binding = async (a: string, b: string) => {
      const answer = await niamey.get<{ instruments: { member: string; id: string }[] }>(
        `/directory/instruments?member=${a}&with=${b}`,
      );
      return answer.instruments.map((one) => `${one.member} ${one.id}`).sort();
    };
    const both = ['ne ne-pt', 'ne smuggling-protocol', 'ne untoc', 'pt smuggling-protocol', 'pt untoc'];
    await until('Niamey has Lisbon’s', async () => (await binding('pt', 'ne')).length === both.length || undefined);
    expect(await binding('ne', 'pt')).toEqual(both);
    // The convention that the network was founded with; not what only one of the two has recorded.
    expect(await binding('ne', 'sn')).toEqual(['ne untoc', 'sn untoc']);
  });

  test('a bilateral agreement without its other side is refused', async () => {
    const alone = { ...(await example('instrument.json')), form: 'bilateral-agreement' };
    expect(await refusal(draft(niamey, 'ne/liaison', alone))).toBe('statement-malformed');
  });
});

describe('subscriptions', () => {
  const line = { kinds: ['alert'], topics: [], areas: [], languages: [], urgentOnly: false, delivery: 'immediate' };
  const audience = async () => {
    const { files: _, ...alert } = (await alertTitled('Who gets this?')) as { files?: unknown };
    const answer = await niamey.post<{ audience: { unit: string; receives: boolean; reason: string }[] }>(
      '/bulletins/alert/audience',
      { unit: UNITS.ne, body: alert },
    );
    return answer.audience.find((one) => one.unit === UNITS.pt)!;
  };

  test('set by the liaison office, they are in force at the sender from the next position', async () => {
    expect(await audience()).toMatchObject({ receives: true });
    const elsewhere = { ...line, areas: [{ type: 'region', region: 'europe' }] };
    await says(lisbon, 'pt/liaison', { type: 'subscription-set', unit: UNITS.pt, lines: [elsewhere] });
    const changed = await until('Niamey knows', async () => {
      const now = await audience();
      return now.receives ? undefined : now;
    });
    expect(changed.reason).toBe('it subscribes to "alert", but only for europe');
    const border = { ...line, areas: [{ type: 'border', countries: ['NE', 'LY'] }] };
    await says(lisbon, UNITS.pt!, { type: 'subscription-set', unit: UNITS.pt, lines: [elsewhere, border] });
    await until('Niamey knows again', async () => (await audience()).receives || undefined);
    expect((await audience()).reason).toContain('"alert", border NE–LY');
  });

  test('a unit that subscribed late asks for what is still valid, and gets it once; what is over it does not get', async () => {
    await says(niamey, 'ne/liaison', { type: 'subscription-set', unit: UNITS.ne, lines: [line] });
    await says(lisbon, UNITS.pt!, { type: 'subscription-set', unit: UNITS.pt, lines: [] });
    await until('Niamey knows', async () => ((await audience()).receives ? undefined : true));
    const { id: valid } = await post(niamey, 'ne', 'Before Lisbon subscribed');
    const over = { ...(await alertTitled('Over by now')), validUntil: new Date(Date.now() + 1500).toISOString() };
    const { id: expired } = await niamey.post<{ id: string }>('/bulletins/alert', { unit: UNITS.ne, body: over });
    await untilHeld(dakar, expired);
    await says(lisbon, UNITS.pt!, { type: 'subscription-set', unit: UNITS.pt, lines: [line] });
    await until('Niamey knows again', async () => (await audience()).receives || undefined);
    await until('it is over', async () => Date.now() > Date.parse(over.validUntil) || undefined);
    expect(await refusal(dakar.post('/catch-up', { unit: UNITS.pt }))).toBe('role-missing');
    const { asked } = await lisbon.post<{ asked: string[] }>('/catch-up', { unit: UNITS.pt });
    expect(asked).toContain(UNITS.ne);
    await untilHeld(lisbon, valid);
    const { delivery } = await niamey.get<Shown>(`/bulletins/alert/${valid}`);
    expect(delivery.find((one) => one.unit === UNITS.pt)).toMatchObject({
      reason: expect.stringContaining('it asked for what is still valid'),
    });
    const { bulletins: alerts } = await lisbon.get<Listed>('/bulletins/alert?limit=200');
    expect(alerts.filter((one) => one.id === expired)).toEqual([]);
    expect(await timesHeld(dakar, valid)).toBe(1);
    expect(await lisbon.get('/status')).toMatchObject({ incidents: 0, quarantined: 0, inbox: { gaps: 0 } });
  });

  test('a drawn area that crosses itself, and a kind that policy keeps for others, are refused with the reason', async () => {
    const corners = [
      [0, 0],
      [100, 100],
      [100, 0],
      [0, 100],
    ];
    const crossed = { ...line, areas: [{ type: 'polygon', name: 'Kaouar', corners }] };
    expect(
      await refusal(draft(niamey, UNITS.ne!, { type: 'subscription-set', unit: UNITS.ne, lines: [crossed] })),
    ).toBe('area-malformed');
    const referral = { ...line, kinds: ['victim-referral'] };
    expect(
      await refusal(draft(niamey, UNITS.ne!, { type: 'subscription-set', unit: UNITS.ne, lines: [referral] })),
    ).toBe('policy-forbids');
    expect(await refusal(draft(niamey, 'pt/liaison', { type: 'subscription-set', unit: UNITS.pt, lines: [] }))).toBe(
      'role-missing',
    );
  });
});

describe('policy', () => {
  test('in force is shown rule by rule', async () => {
    const { policies } = await niamey.get<{ policies: { member: null; unusable: null; rules: unknown[] }[] }>(
      '/directory/policies',
    );
    expect(policies).toMatchObject([{ member: null, unusable: null }]);
    expect(policies[0]!.rules).toHaveLength(19);
  });

  test('a draft is tried on real messages: each decision that would change, and why; nothing is adopted', async () => {
    const { id } = await post(niamey, 'ne', 'To try a policy on');
    await untilHeld(dakar, id);
    const strict = `${DEFAULT_POLICY}\n@id("X") @reason("Senegal is on holiday") forbid (principal is Liaison::Unit, action == Liaison::Action::"receive", resource) when { principal.member == "sn" };`;
    const trial = await niamey.post<{ messages: number; changes: object[] }>('/policy/trial', {
      policy: strict,
      messages: 1,
    });
    expect(trial.changes).toEqual([
      {
        message: id,
        kind: 'alert',
        sender: UNITS.ne,
        unit: UNITS.sn,
        before: expect.objectContaining({ allowed: true }),
        after: expect.objectContaining({ allowed: false, reason: 'Senegal is on holiday (X)', rules: ['X'] }),
      },
      expect.objectContaining({ unit: 'sn/liaison' }),
    ]);
    expect(await niamey.post('/policy/trial', { policy: DEFAULT_POLICY })).toMatchObject({ changes: [] });
    expect(await refusal(niamey.post('/policy/trial', { policy: 'nonsense' }))).toBe('policy-malformed');
  });
});

describe('the directory service', () => {
  const inDirectory = (sql: string) => net.network.postgres.query(sql, [], 'liaison_directory');
  const subscribes = (officer: NodeApi, unit: string, topics: string[]) =>
    says(officer, unit, {
      type: 'subscription-set',
      unit,
      lines: [{ kinds: ['alert'], topics, areas: [], languages: [], urgentOnly: false, delivery: 'immediate' }],
    });

  test('whose database was away takes what it was handed then when it is handed in again, and all nodes follow', async () => {
    await inDirectory('ALTER TABLE entry RENAME TO entry_away');
    expect(await refusal(subscribes(niamey, UNITS.ne!, []))).not.toBe('taken');
    expect(await refusal(subscribes(lisbon, UNITS.pt!, []))).not.toBe('taken');
    await inDirectory('ALTER TABLE entry_away RENAME TO entry');
    await subscribes(lisbon, UNITS.pt!, []);
    const { position } = await subscribes(niamey, UNITS.ne!, []);
    for (const officer of [niamey, lisbon, dakar])
      await until('the node has followed', async () => {
        const { directory } = await officer.get<{ directory: { position: number; trouble: unknown } }>('/status');
        return (directory.trouble === null && directory.position >= position) || undefined;
      });
  });

  test('that ended between an erasure in the log and its record erases the record when it starts', async () => {
    const left = `INSERT INTO contact_record (contact, sealed) VALUES ('${'ab'.repeat(16)}', '\\x00')`;
    await net.network.directory.stop();
    await inDirectory(left);
    await net.network.startDirectory();
    await until('it is gone', async () => {
      const { rowCount } = await inDirectory(`SELECT 1 FROM contact_record WHERE contact = '${'ab'.repeat(16)}'`);
      return rowCount === 0 || undefined;
    });
  });
});

test('a node that is told to end while too few members are there to cosign ends when it is told to, what waits and who listens included', async () => {
  const nodes = net.network.nodes;
  await Promise.all(['pt', 'sn'].map((member) => nodes.get(member)!.stop()));
  const before = (await net.log()).entries.length;
  const lines = [{ kinds: ['alert'], topics: [], areas: [], languages: [], urgentOnly: false, delivery: 'immediate' }];
  const said = says(niamey, UNITS.ne!, { type: 'subscription-set', unit: UNITS.ne, lines }).catch((error) => error);
  await until('the log has it', async () => (await net.log()).entries.length > before || undefined);
  const watching = (await niamey.download('/events')).pipeTo(new WritableStream());
  expect(await nodes.get('ne')!.stop()).toBe(true);
  expect(await said).toMatchObject({ code: 'not-witnessed' });
  await watching;
  await Promise.all(['ne', 'pt', 'sn'].map((member) => net.network.startNode(member)));
});
