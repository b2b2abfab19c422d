import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '#deploy/local/daemon.js';
import { base64 } from '#libs/cose/bytes.js';
import { type SigningKey, signingKeyFromSeed } from '#libs/cose/ed25519.js';
import { StatementBody } from '#libs/trust/bodies.js';
import { draftStatement, signStatement } from '#libs/trust/draft.js';
import { Case, Desk } from './support/assistance.js';
import { TestNetwork } from './support/journey.js';

let net: TestNetwork;
let niamey: Desk;
let lisbon: Desk;
let dakar: Desk;
let agadez: Desk;
const authority = async (member: string): Promise<Desk> => {
  const [first, second] = await net.magistrates(member);
  return new Desk(`${member}/central-authority`, first, second);
};
beforeAll(async () => {
  net = await TestNetwork.start('cases', {
    proxied: ['ne', 'sn'],
    nodeEnvironment: { LIAISON_RESEND_SECONDS: '1', LIAISON_CLOCK_SECONDS: '1' },
  });
  niamey = await authority('ne');
  lisbon = await authority('pt');
  dakar = await authority('sn');
  agadez = new Desk('ne/police-agadez', await net.officer('ne'), await net.secondOfficer('ne'));
});
afterAll(() => net?.stop());

const example = async (name: string) => JSON.parse(await readFile(`examples/assistance/${name}.json`, 'utf8'));
const fr = (text: string) => ({ text: { language: 'fr', text } });
const pt = (text: string) => ({ text: { language: 'pt', text } });
const isMail = (subject: string): boolean => subject.startsWith('liaison.v1.mail.');
const told = async (desk: Desk, type: string, id: string) =>
  (await desk.officer.get<{ notifications: { type: string; subject: string }[] }>('/notifications')).notifications.some(
    (one) => one.type === type && one.subject.startsWith(id),
  );

describe('A convoy is lost north of Dirkou: Dakar calls Niamey at night for subscriber and traffic data', () => {
  let convoy: Case;

  test('Dakar records what it asked by voice; Niamey has it at once, and both see until when it has to be in writing', async () => {
    const { oral, requested } = await example('lost-convoy-oral');
    const terms = {
      reference: oral.reference,
      language: 'fr',
      requested,
      instruments: oral.instruments,
      urgency: 'emergency',
      confidential: false,
      measures: oral.asked.map(({ number, type }: { number: number; type: string }) => ({ number, type })),
    };
    const other = { ...terms, measures: [{ number: 1, type: 'search' }] };
    expect((await dakar.refusedToBegin('oral-request', other, { oral })).code).toBe('contradiction');
    // A written request goes by its draft alone, where it is judged.
    expect((await dakar.refusedToBegin('request', terms, {})).code).toBe('draft-needed');
    convoy = await dakar.begins('oral-request', terms, { oral });
    const seen = await convoy.arrivesAt(niamey);
    expect(seen).toMatchObject({ status: 'oral', urgency: 'emergency' });
    expect(seen.owed).toContainEqual(
      expect.objectContaining({ who: 'sn/central-authority', duty: 'confirm-in-writing' }),
    );
    expect((await convoy.at(dakar)).owed.map((one) => one.duty)).toEqual(
      (await convoy.at(niamey)).owed.map((one) => one.duty),
    );
    await until(
      'Dakar is reminded by itself',
      async () => (await told(dakar, 'case-due-soon', convoy.id)) || undefined,
    );
  });

  test('Niamey begins before the paper is there: it accepts, and the police of Agadez carry it out; refusing has to wait for the paper', async () => {
    await convoy.does(niamey, 'acknowledge', { reference: 'NE-URG-77' }, fr('Reçu à 21 h 52.'));
    await convoy.does(
      niamey,
      'decide',
      {
        decisions: [
          { measure: 1, decision: 'accepted' },
          { measure: 2, decision: 'accepted' },
        ],
      },
      fr('Vu l’urgence.'),
    );
    await convoy.does(
      niamey,
      'consult',
      { number: 1, about: 'refusal', measures: [3], answerBy: '2026-11-01' },
      fr('Le juge doit autoriser les données de trafic.'),
    );
    const refusing = { decisions: [{ measure: 3, decision: 'refused', ground: 'domestic-law' }] };
    expect((await convoy.refuses(niamey, 'decide', refusing, fr('Sans autorisation.'))).code).toBe('not-confirmed');
    await convoy.does(niamey, 'assign', { unit: 'ne/police-agadez', measures: [1, 2] });
    await convoy.arrivesAt(agadez);
    expect((await convoy.refuses(agadez, 'begin-execution', { measures: [3] })).code).toBe('measure-not-so-far');
    await convoy.does(agadez, 'report-execution', { measure: 1, outcome: 'executed' }, fr('Conservé par l’opérateur.'));
    await convoy.does(
      agadez,
      'report-execution',
      { measure: 2, outcome: 'executed' },
      fr('Titulaire : voir la pièce.'),
    );
  });

  test('Dakar confirms in writing, and answers the consultation; Niamey accepts the rest', async () => {
    await until(
      'Dakar has seen the consultation',
      async () => (await convoy.at(dakar)).owed.some((one) => one.duty === 'answer-consultation') || undefined,
    );
    // The day for the answer has passed long ago: who owes it, who waits, and the liaison offices are told by themselves.
    for (const [desk, type] of [
      [dakar, 'case-overdue'],
      [niamey, 'case-late'],
      [agadez, 'case-to-escalate'],
    ] as const) {
      await until(`${desk.unit} is told ${type}`, async () => (await told(desk, type, convoy.id)) || undefined);
    }
    const written = await example('lost-convoy-written');
    const draft = await dakar.draft({ ...written, within: { case: convoy.id, move: 'confirm-in-writing' } });
    expect(draft.gaps).toEqual([]);
    await dakar.releaseAlone(draft);
    await convoy.does(
      dakar,
      'answer-consultation',
      { number: 1, agreed: true },
      fr('L’autorisation du juge de Dakar est jointe.'),
    );
    await until('Niamey has it in writing', async () => (await convoy.at(niamey)).status !== 'oral' || undefined);
    await until(
      'Niamey has the answer',
      async () => (await convoy.at(niamey)).owed.every((one) => one.duty !== 'answer-consultation') || undefined,
    );
    await convoy.does(niamey, 'decide', { decisions: [{ measure: 3, decision: 'accepted' }] }, fr('Autorisé.'));
  });

  test('what is withdrawn and begun at the same moment ends alike on both sides, and who acted in vain is told', async () => {
    await until(
      'Dakar knows of the decision',
      async () => (await convoy.at(dakar)).state.measures[2]!.status === 'accepted' || undefined,
    );
    const proxy = net.proxies.get('sn')!;
    proxy.swallow(isMail);
    await convoy.does(dakar, 'withdraw', { measures: [3] }, fr('Les passagers sont retrouvés.'));
    await convoy.does(niamey, 'begin-execution', { measures: [3] });
    proxy.passAll();
    for (const desk of [niamey, dakar]) {
      await until(`${desk.unit} has both`, async () => {
        const { timeline } = await convoy.at(desk);
        return (
          (timeline.some((one) => one.move === 'withdraw') && timeline.some((one) => one.move === 'begin-execution')) ||
          undefined
        );
      });
      const { state, timeline } = await convoy.at(desk);
      expect(state.measures[2]!.status).toBe('withdrawn');
      expect(timeline.find((one) => one.move === 'begin-execution')!.void).toMatchObject({
        code: 'measure-not-so-far',
      });
    }
    await until('Niamey is told', async () => (await told(niamey, 'case-move-void', convoy.id)) || undefined);
  });

  test('who comes in while others are writing gets what they wrote, too; who is let go says nothing more', async () => {
    const proxy = net.proxies.get('sn')!;
    proxy.swallow(isMail);
    await convoy.does(dakar, 'write', {}, fr('Écrit sans savoir qui est là.'));
    await convoy.does(niamey, 'release-authority', { unit: 'ne/police-agadez' }, fr('Votre part est faite.'));
    await until('Agadez knows', async () => (await convoy.at(agadez)).role === 'former' || undefined);
    expect((await convoy.refuses(agadez, 'write', {}, fr('Encore un mot.'))).code).toBe('not-its-move');
    await convoy.does(niamey, 'escalate', { offices: ['ne/liaison', 'pt/liaison'] }).catch(() => undefined);
    await convoy.does(niamey, 'escalate', { offices: ['ne/liaison'] });
    proxy.passAll();
    const office = new Desk('ne/liaison', await net.officer('ne'), await net.officer('ne'));
    await until('the office has what Dakar wrote meanwhile, without its words', async () => {
      const timeline = (await convoy.at(office).catch(() => undefined))?.timeline ?? [];
      return timeline.find((one) => one.move === 'write')?.withheld || undefined;
    });
    expect((await convoy.at(agadez)).timeline.some((one) => one.move === 'write')).toBe(false);
  });

  test('a status enquiry has to be answered, and the results close the case', async () => {
    await convoy.does(dakar, 'enquire-status', { number: 1 });
    const seen = await until('Niamey owes an answer', async () => {
      const { owed } = await convoy.at(niamey);
      return owed.find((one) => one.duty === 'answer-status');
    });
    expect(seen.who).toBe('ne/central-authority');
    await convoy.does(niamey, 'answer-status', { number: 1 }, fr('Tout part aujourd’hui.'));
    await convoy.does(
      niamey,
      'send-results',
      { number: 1, measures: [1, 2], items: [] },
      fr('Identité du titulaire ci-jointe.'),
    );
    await convoy.sees(dakar, 'results-sent');
    await convoy.does(dakar, 'confirm-results', { number: 1 });
    await convoy.does(dakar, 'close', {});
    await convoy.sees(niamey, 'closed');
  });
});

describe('Two women testify in Dakar at a trafficking trial in Lisbon, by video and under protection', () => {
  let trial: Case;

  test('Lisbon cannot send it in a language that Senegal does not take, without protection for a victim, or with an annex that is not there', async () => {
    const whole = await example('witnesses-by-video');
    const [victim, other] = whole.request.persons;
    const thin = {
      ...whole,
      request: {
        ...whole.request,
        purpose: { ...whole.request.purpose, translations: [] },
        persons: [{ ...victim, protection: undefined }, other],
        annexes: [{ title: 'Despacho de 20 de novembro', language: 'pt' }],
      },
    };
    const draft = await lisbon.draft(thin);
    const missing = (field: string) => draft.gaps.find((gap) => gap.field === field);
    expect(missing('purpose.translations')).toMatchObject({ law: 'UNTOC Art. 18(14)', level: 'required' });
    expect(missing('annexes[0].file')).toMatchObject({ level: 'required' });
    expect(missing('persons[0].protection')).toMatchObject({
      law: 'UNTOC Art. 25; trafficking protocol Art. 6',
      level: 'required',
    });
    expect(missing('instruments[1]')).toMatchObject({ level: 'advised' });
    const ready = await lisbon.saveDraft(draft, whole);
    expect(await lisbon.refusedToRelease(ready)).toBe('request-thin');
    trial = await lisbon.releaseByTwo(
      await lisbon.saveDraft(ready, { ...whole, despite: 'O Senegal é parte no Protocolo; o registo segue.' }),
    );
    const seen = await trial.arrivesAt(dakar);
    expect(JSON.stringify(seen.timeline[0])).toContain('Identidade conhecida apenas do tribunal');
  });

  test('a time is agreed that both read by their own clock; it is moved when a witness is ill; the hearing is held', async () => {
    await trial.does(dakar, 'acknowledge', { reference: 'SN-CR-58' });
    await trial.does(
      dakar,
      'decide',
      { decisions: [1, 2, 3].map((measure) => ({ measure, decision: 'accepted' })) },
      fr('Accepté ; un juge de Dakar assistera.'),
    );
    await trial.sees(lisbon, 'accepted');
    const day = (n: number) => Date.parse(`2030-12-${String(n).padStart(2, '0')}T10:00Z`);
    const slot = (n: number) => [day(n), day(n) + 3_600_000];
    await trial.does(lisbon, 'propose-hearing', { number: 1, measure: 1, slots: [slot(3), slot(4)] });
    await until('Dakar has the times', async () => (await trial.at(dakar)).state.hearings.length === 1 || undefined);
    expect((await trial.refuses(lisbon, 'agree-hearing', { number: 1, slot: 1 })).code).toBe('own-offer');
    await trial.does(dakar, 'agree-hearing', { number: 1, slot: 2 });
    await until(
      'Lisbon has the answer',
      async () => (await trial.at(lisbon)).state.hearings[0]!.status === 'agreed' || undefined,
    );
    await trial.does(dakar, 'cancel-hearing', { number: 1 }, fr('Le témoin est souffrant.'));
    await trial.does(dakar, 'propose-hearing', { number: 2, measure: 1, slots: [slot(10)] });
    await until(
      'Lisbon has the new time',
      async () => (await trial.at(lisbon)).state.hearings.length === 2 || undefined,
    );
    await trial.does(lisbon, 'agree-hearing', { number: 2, slot: 1 });
    await until('Dakar knows', async () => (await trial.at(dakar)).state.hearings[1]!.status === 'agreed' || undefined);
    await trial.does(
      dakar,
      'record-hearing',
      { number: 2 },
      fr('Tenue de 10 h à 10 h 50, en présence du juge ; la témoin a répondu.'),
    );
    await trial.does(
      lisbon,
      'grant-safe-conduct',
      { person: 'P1', days: 15 },
      pt('Salvo-conduto, se vier depor em pessoa.'),
    );
  });

  test('when Dakar cannot keep it confidential it says so, and Lisbon decides whether it goes on (Art. 18(20))', async () => {
    await until(
      'Dakar has the safe conduct',
      async () => (await trial.at(dakar)).timeline.some((one) => one.move === 'grant-safe-conduct') || undefined,
    );
    await trial.does(dakar, 'cannot-keep-confidential', {}, fr('La loi prévoit l’avis à la défense.'));
    await until(
      'Lisbon has to decide',
      async () => (await trial.at(lisbon)).owed.some((one) => one.duty === 'decide-confidentiality') || undefined,
    );
    await trial.does(lisbon, 'give-up-confidentiality', {}, pt('Prossiga, sem os nomes.'));
  });

  test('documents are printed in two languages side by side, PDF/A, with the code that the bundle knows', async () => {
    for (const [document, languages] of [
      ['request', ['pt', 'fr']],
      ['acknowledgement', ['fr', 'ar']],
      ['decision', ['es', 'ar']],
      ['record', ['en']],
    ] as const) {
      const pdf = Buffer.from(
        await lisbon.officer.postForBytes(`/cases/${trial.id}/documents`, { document, languages, why: 'for the file' }),
      );
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.includes('<pdfaid:part>2</pdfaid:part>')).toBe(true);
    }
    expect((await lisbon.refusedPrint(trial, 'transmittal')).code).toBe('no-such-document');
    expect((await lisbon.refusedPrint(trial, 'request', ['wo'])).faults).toMatchObject([
      { expected: 'one of en, fr, pt, es, ar' },
    ]);
  });
});

describe('Three members investigate together, one tells another unasked, and one is suspended', () => {
  const keys: SigningKey[] = [];
  const committeeSays = async (body: object): Promise<void> => {
    for (const n of keys.length === 0 ? [1, 2] : []) {
      const file = JSON.parse(
        await readFile(join(net.folder, 'network', 'committee', String(n), 'committee.json'), 'utf8'),
      );
      keys.push(signingKeyFromSeed(Buffer.from(file.seed, 'hex')));
    }
    const { state } = await net.log();
    const entry = signStatement(draftStatement(state, StatementBody.parse(body), Date.now()), keys);
    await lisbon.officer.post('/directory/statements', { entry: base64(entry) });
  };

  test('a joint team begins when all have joined; what one shares all read; who leaves reads nothing more (Art. 19)', async () => {
    const team = await lisbon.begins(
      'propose-team',
      {
        reference: 'JIT-1',
        language: 'pt',
        instruments: ['untoc'],
        team: ['ne/central-authority', 'sn/central-authority'],
      },
      { ...pt('Equipa sobre os comboios de Agadez.'), files: [] },
    );
    for (const desk of [niamey, dakar]) {
      await team.arrivesAt(desk);
      await team.does(desk, 'join-team', {});
    }
    for (const desk of [lisbon, niamey, dakar]) await team.sees(desk, 'team-working');
    await team.does(niamey, 'write', {}, fr('Le passeur est à Sabhā.'));
    await until(
      'Dakar reads it',
      async () => JSON.stringify((await team.at(dakar)).timeline).includes('à Sabhā') || undefined,
    );
    await team.does(dakar, 'leave-team', {}, fr('Notre enquête est close.'));
    await until('the others know', async () => (await team.at(niamey)).parties.length === 2 || undefined);
    await team.does(niamey, 'write', {}, fr('Suite entre nous.'));
    await until(
      'Lisbon reads it',
      async () => JSON.stringify((await team.at(lisbon)).timeline).includes('Suite entre nous') || undefined,
    );
    expect(JSON.stringify((await team.at(dakar)).timeline)).not.toContain('Suite entre nous');
  });

  test('to a suspended member nothing goes; what is written stays, and goes when it is reinstated', async () => {
    const told = await lisbon.begins(
      'inform',
      { reference: 'PT-INF-9', language: 'pt', requested: 'sn/central-authority', confidential: true },
      { ...pt('Um suspeito viaja para Dacar.'), files: [] },
    );
    await told.arrivesAt(dakar);
    await told.does(dakar, 'acknowledge', { reference: 'SN-9' });
    await told.sees(lisbon, 'acknowledged');
    await committeeSays({ type: 'member-suspended', member: 'sn', reason: 'Keys under review.' });
    await until(
      'Lisbon sees that Senegal is suspended',
      async () => (await told.at(lisbon)).unreachable.length > 0 || undefined,
    );
    expect((await told.at(lisbon)).unreachable[0]!.why).toContain('goes when it is reinstated');
    const event = await told.does(lisbon, 'write', {}, pt('O voo chega às 18h.'));
    await until(
      'Dakar’s own node knows',
      async () =>
        (await told.refuses(dakar, 'write', {}, fr('?')).catch(() => undefined))?.code === 'member-suspended' ||
        undefined,
    );
    expect((await told.at(lisbon)).delivery.find((one) => one.event === event)!.state).toBe('queued');
    expect((await told.at(dakar)).timeline.some((one) => one.hash === event)).toBe(false);
    await committeeSays({ type: 'member-reinstated', member: 'sn' });
    await until(
      'it arrives',
      async () => (await told.at(dakar)).timeline.some((one) => one.hash === event) || undefined,
    );
  });
});
