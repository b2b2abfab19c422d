import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { contentOf, uploadFile } from '#apps/cli/src/upload.js';
import { Daemon, until } from '#deploy/local/daemon.js';
import {
  alertTitled,
  type Listed,
  type Posted,
  post,
  refusal,
  type Shown,
  TestNetwork,
  timesHeld,
  UNITS,
  untilDelivered,
  untilHeld,
} from '../support/journey.js';
import { NodeApi } from '../support/node-api.js';

/** Portugal's node in seven processes on one database: what one of them does the others know, and any may die. */
const PROCESSES = ['api', 'api', 'post', 'post', 'index', 'clock', 'clock'] as const;

let net: TestNetwork;
let processes: Daemon[];
let agadez: NodeApi;
let dakar: NodeApi;
/** The same session through either of the two processes that officers reach. */
let lisbon: NodeApi;
let lisbonToo: NodeApi;
let urls: string[];

beforeAll(async () => {
  net = await TestNetwork.start('roles', {
    nodeEnvironment: { LIAISON_RESEND_SECONDS: '2', LIAISON_CLOCK_SECONDS: '1' },
    nodeArguments: [],
  });
  const { spec } = net.network.nodes.get('pt')!;
  await net.network.nodes.get('pt')!.stop();
  const port = net.network.nodePorts.get('pt')!;
  processes = PROCESSES.map(
    (role, i) =>
      new Daemon({
        ...spec,
        name: `Portugal’s ${role} ${i}`,
        args: ['--role', role],
        env: { ...spec.env, LIAISON_HTTP_PORT: String(i === 1 ? port + 50 : port) },
        logFile: `${spec.logFile}.${role}-${i}`,
      }),
  );
  await Promise.all(processes.map((one) => one.start()));
  urls = [port, port + 50].map((one) => `http://127.0.0.1:${one}`);
  const { token } = await new NodeApi(urls[0]!).post<{ token: string }>('/session', net.network.signIn('pt'));
  [lisbon, lisbonToo] = [new NodeApi(urls[0]!, token), new NodeApi(urls[1]!, token)];
  [agadez, dakar] = [await net.officer('ne'), await net.officer('sn')];
});
afterAll(async () => {
  await Promise.all(processes?.map((one) => one.stop()) ?? []);
  await net?.stop();
});

const query = async (sql: string, values: unknown[] = []) =>
  (await net.network.postgres.query(sql, values, 'liaison_pt')).rows;
const titled = async (title: string, change: object = {}) => ({ ...(await alertTitled(title)), ...change });
const file = (unit: string) => ({ unit, fileName: 'film.bin', mediaType: 'application/octet-stream' });
const bytesOf = async (officer: NodeApi, path: string) =>
  Buffer.from(await new Response(await officer.download(path)).arrayBuffer());

describe('a node in seven processes', () => {
  test('posts through one, and is read, found and heard of through the other', async () => {
    const { id } = await post(lisbon, 'pt', 'Convois vus à Sines');
    await untilHeld(agadez, id);
    await untilDelivered(lisbonToo, id);

    const events = (await lisbonToo.download('/events')).pipeThrough(new TextDecoderStream()).getReader();
    const { id: answer } = await post(agadez, 'ne', 'Le camion de Zouérat');
    for (let heard = ''; !heard.includes(answer); ) heard += (await events.read()).value;
    await events.cancel();
    expect((await lisbonToo.get<Shown>(`/bulletins/alert/${answer}`)).body).toMatchObject({
      title: { text: 'Le camion de Zouérat' },
    });
    const found = (await lisbon.get<Listed>('/bulletins/alert?q=Zouerate')).bulletins;
    expect(found.map((one) => one.id)).toEqual([answer]);
  });

  test('carries files that came through one to whoever asks the other', async () => {
    const content = randomBytes(3_000_000);
    const { name } = await uploadFile(lisbon.typed, file(UNITS.pt!), contentOf(content));
    const alert = await titled('With a film', { files: [{ name }] });
    const { id } = await lisbonToo.post<Posted>('/bulletins/alert', { unit: UNITS.pt, body: alert });
    await untilDelivered(lisbon, id);
    expect((await bytesOf(agadez, `/bulletins/alert/${id}/files/${name}`)).equals(content)).toBe(true);

    const { name: theirs } = await uploadFile(agadez.typed, file(UNITS.ne!), contentOf(content));
    const film = await titled('With theirs', { files: [{ name: theirs }] });
    const { id: came } = await agadez.post<Posted>('/bulletins/alert', { unit: UNITS.ne, body: film });
    await untilDelivered(agadez, came);
    expect((await bytesOf(lisbonToo, `/bulletins/alert/${came}/files/${theirs}`)).equals(content)).toBe(true);
  });

  test('has one copy of the directory, and speaks for each of its units one statement at a time', async () => {
    const lines = [
      { kinds: ['alert'], topics: [], areas: [], languages: [], urgentOnly: false, delivery: 'immediate' },
    ];
    const saying = { type: 'subscription-set', unit: UNITS.pt, lines };
    const said = await Promise.all(
      [lisbon, lisbonToo, lisbon, lisbonToo].map(async (officer) => {
        const { id } = await officer.post<{ id: string }>('/directory/drafts', { author: UNITS.pt, saying });
        return (await officer.post<{ position: number }>(`/directory/drafts/${id}/signature`, {})).position;
      }),
    );
    expect(new Set(said).size).toBe(4);
    for (const officer of [lisbon, lisbonToo]) {
      await until('it is relied on', async () => {
        const { directory } = await officer.get<{ directory: { position: number } }>('/status');
        return directory.position >= Math.max(...said) || undefined;
      });
    }
  });

  test('counts what is guessed at either, ends a session at both, and shows who has a draft open at the other', async () => {
    const second = net.network.secondSignIn('pt')!;
    const guess = (i: number) =>
      refusal(new NodeApi(urls[i % 2]!).post('/session', { name: second.name, password: 'wrong' }));
    const { token } = await new NodeApi(urls[1]!).post<{ token: string }>('/session', second);
    const colleague = new NodeApi(urls[1]!, token);
    for (let i = 0; i < 5; i++) expect(await guess(i)).toBe('sign-in-wrong');
    for (let i = 0; i < 2; i++) expect(await guess(i)).toBe('sign-in-wait');

    const { id } = await lisbon.post<{ id: string }>('/bulletin-drafts/alert', {
      unit: UNITS.pt,
      body: await titled('Open'),
    });
    const open = (officer: NodeApi) => officer.put<{ others: string[] }>(`/drafts/${id}/presence`, {});
    expect((await open(lisbon)).others).toEqual([]);
    expect((await open(colleague)).others).toEqual(['Officer in Lisbon']);

    await colleague.delete('/session');
    expect(await refusal(new NodeApi(urls[0]!, token).get('/status'))).toBe('session-over');
  });
});

const told = async (type: string, id: string): Promise<number> =>
  Number(
    (await query('SELECT count(*) FROM notification WHERE type = $1 AND subject LIKE $2', [type, `${id}%`]))[0].count,
  );
const toRemindOf = (id: string) =>
  query('UPDATE message SET stored_at = stored_at - 5 * 3600000::bigint WHERE message_id = $1', [id]);
const untilReminded = (id: string) =>
  until('it is reminded of', async () => (await told('alert-reminder', id)) > 0 || undefined);

describe('one of several that dies', () => {
  test('a clock, with reminders in hand: the other tells of each once', async () => {
    const urgent = async (title: string) => {
      const alert = await titled(title, { urgent: true });
      const { id } = await agadez.post<Posted>('/bulletins/alert', { unit: UNITS.ne, body: alert });
      await until('it is indexed', async () => (await told('alert-received', id)) === 1 || undefined);
      return id;
    };
    const ids = [await urgent('First'), await urgent('Second'), await urgent('Third')];
    // A reminder takes longer than from one look of a clock to the next: whoever looked meanwhile would tell of it, too.
    await query(`CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF new.type = 'alert-reminder' THEN PERFORM pg_sleep(2); END IF; RETURN new; END $$`);
    await query('CREATE TRIGGER slow BEFORE INSERT ON notification FOR EACH ROW EXECUTE FUNCTION slow()');
    await toRemindOf(ids[0]!);
    await untilReminded(ids[0]!);

    await toRemindOf(ids[1]!);
    const pid = await until('a clock has it in hand', async () => {
      const [holds] = await query(
        `SELECT application_name AS name FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = 'liaison_pt'`,
      );
      return holds && Number(holds.name.split(' ').at(-1));
    });
    await processes.find((one) => one.pid === pid)!.kill();
    await untilReminded(ids[1]!);
    await toRemindOf(ids[2]!);
    await untilReminded(ids[2]!);
    await query('DROP TRIGGER slow ON notification');
    for (const id of ids) expect(await told('alert-reminder', id)).toBe(1);
  });

  test('one that carries mail, amid it: all of it arrives at both ends, once', async () => {
    const EACH = 25;
    const sends = async (officer: NodeApi, member: string, what = 'From') => {
      const ids: string[] = [];
      for (let i = 0; i < EACH; i++) ids.push((await post(officer, member, `${what} ${member} ${i}`)).id);
      return ids;
    };
    const sending = [sends(agadez, 'ne'), sends(dakar, 'sn'), sends(lisbon, 'pt'), sends(lisbonToo, 'pt', 'Also from')];
    const here = `SELECT count(*) FROM message WHERE direction = 'in' AND kind = 'alert'`;
    const before = Number((await query(here))[0].count);
    await until('some of it is here', async () => Number((await query(here))[0].count) > before + 10 || undefined);
    const [dying] = processes.filter((one) => one.spec.args?.includes('post') && one.running);
    await dying!.kill();

    const [fromAgadez, fromDakar, ...fromLisbon] = await Promise.all(sending);
    for (const id of [...fromAgadez!, ...fromDakar!]) {
      await untilHeld(lisbonToo, id);
      await until('it is told', async () => (await told('alert-received', id)) > 0 || undefined);
    }
    for (const id of fromAgadez!) await untilDelivered(agadez, id);
    for (const id of fromDakar!) await untilDelivered(dakar, id);
    for (const id of fromLisbon.flat()) {
      await untilDelivered(lisbon, id);
      expect([await timesHeld(agadez, id), await timesHeld(dakar, id)]).toEqual([1, 1]);
    }
    for (const id of [...fromAgadez!, ...fromDakar!]) {
      expect(await timesHeld(lisbon, id)).toBe(1);
      expect(await told('alert-received', id)).toBe(1);
    }
    for (const officer of [agadez, dakar, lisbon]) {
      const status = await officer.get<{ incidents: number; quarantined: number; inbox: { gaps: number } }>('/status');
      expect(status).toMatchObject({ incidents: 0, quarantined: 0, inbox: { gaps: 0 } });
    }
  });
});

test('a node that is given no roles has its index in a process beside it, started again where it dies, and gone with the node', async () => {
  const indexes = async (): Promise<number[]> => {
    const { rows } = await net.network.postgres.query(
      `SELECT DISTINCT application_name AS name FROM pg_stat_activity
       WHERE datname = 'liaison_ne' AND application_name LIKE 'liaison index %'`,
    );
    return rows.map(({ name }) => Number(name.split(' ').at(-1)));
  };
  const [first] = await until('it has one', async () => ((await indexes()).length === 1 ? indexes() : undefined));
  process.kill(first!, 'SIGKILL');
  await until('it has another', async () => (await indexes()).some((one) => one !== first) || undefined);
  const { id } = await post(dakar, 'sn', 'Un dépôt près de Bilma');
  await until('what comes then is found', async () => {
    const { bulletins } = await agadez.get<Listed>('/bulletins/alert?q=Bilma');
    return bulletins.some((line) => line.id === id) || undefined;
  });
  await net.network.nodes.get('ne')!.kill();
  await until('none is left', async () => (await indexes()).length === 0 || undefined);
});
