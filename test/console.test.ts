import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '#deploy/local/daemon.js';
import type { SignIn } from '#deploy/local/network.js';
import { newSigningKey, signingKeyFromSeed } from '#libs/cose/ed25519.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { StatementBody } from '#libs/trust/bodies.js';
import { draftFile, readStatementFile, signFile } from '#libs/trust/statement-file.js';
import { accessibilityFaults, Consoles, findChromium, HOW_TO_GET_CHROMIUM } from './support/browser.js';
import { identityProvider } from './support/identity-provider.js';
import { alertTitled, TestNetwork, UNITS } from './support/journey.js';

const IDENTITY_PORT = 49_900;
const chromium = findChromium();
if (!chromium) process.stderr.write(`${HOW_TO_GET_CHROMIUM}\n`);

(chromium ? describe : describe.skip)('officers at their consoles', () => {
  let net: TestNetwork;
  let consoles: Consoles;
  let agadez: Page;
  let lisbon: Page;

  beforeAll(async () => {
    net = await TestNetwork.start('console', {
      nodeEnvironment: {
        LIAISON_RESEND_SECONDS: '2',
        LIAISON_IDENTITY_PROVIDER: `http://localhost:${IDENTITY_PORT}`,
      },
    });
    consoles = await Consoles.start(chromium!);
    [agadez, lisbon] = await Promise.all([
      consoles.signedIn(net.network.consoleUrl('ne'), net.network.signIn('ne')),
      consoles.signedIn(net.network.consoleUrl('pt'), net.network.signIn('pt')),
    ]);
  }, 120_000);
  afterAll(async () => {
    await consoles?.stop();
    await net?.stop();
  });

  test('an alert goes from a draft in Agadez, written while the line was cut, to Lisbon, and is recalled', async () => {
    await agadez.getByRole('link', { name: 'Write an alert' }).first().click();
    await agadez.getByText(/^Saved .* on your node$/).waitFor();
    await agadez.context().setOffline(true);
    await agadez.getByRole('textbox', { name: 'Title' }).fill('Night convoy Agadez – Sabhā');
    await agadez.getByText('Kept on this machine').waitFor();
    await agadez.getByRole('textbox', { name: 'Summary' }).fill('Three pick-ups leave on Thursday nights.');
    await agadez.context().setOffline(false);
    await agadez.getByText(/^Saved .* on your node$/).waitFor();
    await agadez.reload();
    expect(await agadez.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Night convoy Agadez – Sabhā');
    for (const [typed, found] of [
      ['Agadez', /^Agadez \(Niger\)/],
      ['Sebha', /\(Libya\)/],
    ] as const) {
      await agadez.getByRole('combobox', { name: 'Add a place by name' }).fill(typed);
      await agadez.getByRole('option', { name: found }).first().click();
    }
    await agadez.getByText('2 units in 2 states').first().waitFor();
    // So high that the bar at the foot lies over nothing.
    await agadez.setViewportSize({ width: 1366, height: 3000 });
    expect(await accessibilityFaults(agadez)).toEqual([]);
    await agadez.setViewportSize({ width: 1366, height: 768 });
    await agadez.getByRole('button', { name: /^Release to 2 units/ }).click();
    await agadez.getByText('Released to 2 units').waitFor();

    await lisbon
      .getByRole('link', { name: /Night convoy/ })
      .first()
      .waitFor({ timeout: 40_000 });
    await lisbon
      .getByRole('link', { name: /Night convoy/ })
      .first()
      .click();
    await lisbon.getByText(/Signed by ne\/police-agadez/).waitFor();
    expect(await accessibilityFaults(lisbon)).toEqual([]);
    await lisbon.getByRole('button', { name: 'We have seen it' }).click();
    await lisbon.getByRole('textbox', { name: /What you have to say/ }).fill('Two of them at Toummo.');
    await lisbon.getByRole('button', { name: /^Send to/ }).click();

    await agadez.getByText('Two of them at Toummo.').waitFor({ timeout: 40_000 });
    // The palette is opened over the page, and leaves it where it was.
    await agadez.evaluate('scrollTo(0, 100)');
    await agadez.keyboard.press('Control+k');
    await agadez.getByRole('dialog').waitFor();
    await agadez.keyboard.press('Escape');
    await agadez.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await agadez.evaluate('scrollY')).toBe(100);
    await agadez.getByRole('button', { name: 'Export' }).click();
    await agadez.getByRole('menuitem', { name: 'STIX 2.1' }).click();
    await agadez.getByRole('textbox', { name: 'What it is for' }).fill('File 12/26');
    await agadez.context().setOffline(true);
    const exports = agadez.getByRole('dialog').getByRole('button', { name: 'Export' });
    await exports.click();
    await agadez.getByText('Nothing was lost. Try again when the line is back.').waitFor();
    await agadez.context().setOffline(false);
    const [saved] = await Promise.all([agadez.waitForEvent('download'), exports.click()]);
    expect(saved.suggestedFilename()).toMatch(/\.stix\.json$/);
    await agadez.getByRole('button', { name: 'Recall' }).click();
    await agadez.getByRole('textbox', { name: /Why it is recalled/ }).fill('The convoys have stopped.');
    await agadez.getByRole('button', { name: /^Recall it from/ }).click();
    await lisbon.getByText('The convoys have stopped.').waitFor({ timeout: 40_000 });
    await agadez.getByText('has confirmed that it is erased').first().waitFor({ timeout: 40_000 });
  }, 180_000);

  test('a request goes from Niamey to Lisbon, is decided and carried out there, and its results come back', async () => {
    const [niameySignIn, secondSignIn] = net.network.authoritySignIns('ne')!;
    const [lisbonSignIn] = net.network.authoritySignIns('pt')!;
    const [[writer], niamey, authority] = await Promise.all([
      net.magistrates('ne'),
      consoles.signedIn(net.network.consoleUrl('ne'), niameySignIn),
      consoles.signedIn(net.network.consoleUrl('pt'), lisbonSignIn),
    ]);
    const example = JSON.parse(await readFile('examples/assistance/bank-records.json', 'utf8'));
    const request = { ...example.request, measures: example.request.measures.slice(0, 1) };
    await writer.post('/request-drafts', { unit: 'ne/central-authority', drafted: { request } });

    await niamey.reload();
    await niamey.getByRole('link', { name: /NE-MJ-2026-0147/ }).click();
    await niamey.getByLabel('Requested authority').selectOption('pt/central-authority');
    await niamey.getByText(/^Saved .* on your node$/).waitFor();
    await niamey.getByText('Nothing is missing').waitFor();
    expect(await accessibilityFaults(niamey)).toEqual([]);
    await niamey.getByRole('button', { name: /^Send to Central authority of Portugal/ }).click();
    await niamey.getByText('A second officer has to release this.').waitFor();
    await niamey.getByRole('button', { name: 'A second officer is here' }).click();
    await releasedBy(niamey, secondSignIn);
    await niamey.getByText(/Portugal’s turn: Acknowledge receipt/).waitFor();

    const does = async (page: Page, move: string, fill: () => Promise<void> = async () => undefined) => {
      await page.getByRole('button', { name: move, exact: true }).click();
      await fill();
      await page.getByRole('button', { name: /^Sign and send/ }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    const says = (page: Page, text: string) =>
      page.getByRole('dialog').getByLabel('Message', { exact: true }).fill(text);
    await authority.getByRole('link', { name: /NE-MJ-2026-0147/ }).click({ timeout: 40_000 });
    await does(authority, 'Acknowledge', () =>
      authority
        .getByRole('dialog')
        .getByRole('textbox', { name: /^Reference/ })
        .fill('112/26'),
    );
    await does(authority, 'Decide, measure by measure', () => says(authority, 'Granted.'));
    await does(authority, 'Begin to carry out');
    await does(authority, 'Record evidence', async () => {
      const form = authority.getByRole('dialog');
      await form.getByLabel(/^Obtained \*/).fill('2026-11-20T10:00');
      for (const field of ['Obtained from', 'Place', 'Custodian'])
        await form.getByRole('textbox', { name: new RegExp(`^${field}`) }).fill('Banco Exemplo (invented)');
      await says(authority, 'As the bank gave it.');
      await form.getByRole('button', { name: 'Add: Files' }).click();
      await authority.context().setOffline(true);
      const statement = { name: 'statement.csv', mimeType: 'text/csv', buffer: Buffer.from('day,amount\n') };
      await form.locator('input[type=file]').setInputFiles(statement);
      await form.getByText('Sealed on this machine; it goes to your node when the line is back.').waitFor();
      expect(await form.getByRole('button', { name: /^Sign and send/ }).isDisabled()).toBe(true);
      await authority.context().setOffline(false);
      await form.getByText('The file is on your node.').waitFor({ timeout: 40_000 });
    });
    await does(authority, 'Report the outcome of a measure', () => says(authority, 'The bank has given the records.'));
    await does(authority, 'Send the results', () => says(authority, 'The records of the account.'));
    expect(await accessibilityFaults(authority)).toEqual([]);

    await niamey.getByText('The records of the account.').waitFor({ timeout: 40_000 });
    await does(niamey, 'Confirm the results');
    await does(niamey, 'Close the case');
    await authority.getByText('Nothing waits', { exact: true }).waitFor({ timeout: 40_000 });
    await authority.getByRole('button', { name: 'Signed and verified' }).first().click();
    await authority
      .getByText(/finds it again on paper/)
      .first()
      .waitFor();
  }, 180_000);

  test('what cannot wait is asked orally in Niamey, is in Lisbon at once, and is confirmed in writing by a draft', async () => {
    const niamey = await consoles.signedIn(net.network.consoleUrl('ne'), net.network.authoritySignIns('ne')![0]);
    await niamey.goto(`${net.network.consoleUrl('ne')}/cases`);
    await niamey.getByRole('button', { name: 'Begin otherwise' }).click();
    await niamey.getByRole('menuitem', { name: /oral request/i }).click();
    await niamey.getByLabel('Requested authority').selectOption('pt/central-authority');
    await niamey.getByRole('textbox', { name: /^Reference/ }).fill('NE-ORAL-1');
    await niamey.getByRole('button', { name: /^Sign and send/ }).click();
    await niamey.getByText('it is not written yet').first().waitFor();
    await niamey.getByRole('textbox', { name: /^Name/ }).fill('Central authority, Niamey');
    await niamey.getByRole('textbox', { name: /^Taken by/ }).fill('The duty desk in Lisbon');
    await niamey.getByRole('textbox', { name: 'Reason', exact: true }).fill('A convoy is lost.');
    await niamey.getByRole('button', { name: 'Add: What was asked' }).click();
    await niamey.getByRole('combobox', { name: /^Type/ }).selectOption('subscriber-data');
    await niamey.getByRole('textbox', { name: 'Description', exact: true }).fill('Who holds the telephone.');
    expect(await accessibilityFaults(niamey)).toEqual([]);
    await niamey.getByRole('button', { name: /^Sign and send/ }).click();
    await niamey.getByText('The case has begun.').waitFor();
    const lisbonDesk = await consoles.signedIn(net.network.consoleUrl('pt'), net.network.authoritySignIns('pt')![0]);
    await lisbonDesk
      .getByRole('link', { name: /NE-ORAL-1/ })
      .first()
      .waitFor({ timeout: 40_000 });
    await niamey.getByRole('button', { name: 'Confirm in writing' }).click();
    await niamey.getByText('It goes into the case that it belongs to.').waitFor();
    await niamey.getByRole('heading', { name: 'NE-ORAL-1' }).waitFor();
  }, 120_000);

  test('an evaluation of risk that rests on an alert goes from Agadez to Lisbon, which subscribes to such', async () => {
    const [officer, lisbonOfficer] = await Promise.all([net.officer('ne'), net.officer('pt')]);
    const { id } = await officer.post<{ id: string }>('/alerts', {
      unit: UNITS.ne,
      alert: await alertTitled('What it rests on'),
    });
    await officer.get(`/alerts/${id}`);
    await lisbon.goto(`${net.network.consoleUrl('pt')}/directory/subscriptions`);
    await lisbon.getByLabel('risk assessments').first().check();
    await lisbon.getByRole('button', { name: /^Sign and publish/ }).click();
    await until('Agadez knows of it', async () => {
      const { units } = await officer.get<{ units: { unit: string; subscribedKinds: string[] }[] }>('/units');
      return units.find((one) => one.unit === UNITS.pt)?.subscribedKinds.includes('risk-assessment');
    });
    await agadez.goto(`${net.network.consoleUrl('ne')}/networks/assessments`);
    await agadez.getByRole('link', { name: 'Write an assessment' }).click();
    await agadez.getByRole('textbox', { name: 'Title' }).fill('Night convoys this autumn');
    await agadez.getByRole('textbox', { name: 'Summary' }).fill('One chain of services.');
    await agadez.getByRole('textbox', { name: 'What you judge' }).fill('Departures go on every Thursday.');
    await agadez.getByRole('combobox', { name: 'Rests on these alerts' }).click();
    await agadez.getByRole('option', { name: /What it rests on/ }).click();
    await agadez.keyboard.press('Escape');
    await agadez.getByRole('button', { name: 'Sign and post it' }).click();
    await agadez.getByText('Posted to one unit.').waitFor();
    await until('Lisbon has it', async () => {
      const { assessments } = await lisbonOfficer.get<{ assessments: object[] }>('/assessments');
      return assessments.length > 0;
    });
    await lisbon.goto(`${net.network.consoleUrl('pt')}/networks/assessments`);
    await lisbon.getByRole('link', { name: 'Night convoys this autumn' }).click();
    await lisbon.getByText('Departures go on every Thursday.').waitFor();
    await lisbon.getByRole('link', { name: 'What it rests on' }).waitFor();
    await lisbon.getByText('still valid').waitFor();
  }, 120_000);

  test('a contact that Lisbon publishes is found in Agadez, in Arabic, by keyboard alone; it is changed, and erased', async () => {
    await lisbon.goto(`${net.network.consoleUrl('pt')}/directory/contacts`);
    await lisbon.getByRole('button', { name: 'Publish a contact' }).click();
    await lisbon.getByRole('textbox', { name: 'Name', exact: true }).fill('Dra. Exemplo (inventada)');
    await lisbon.getByRole('combobox', { name: 'Languages' }).fill('Portuguese');
    await lisbon.keyboard.press('Enter');
    await lisbon.getByRole('textbox', { name: 'Telephone' }).fill('+351 210 000 000');
    await lisbon.getByText('Kept on this machine until it is sent.').waitFor();
    await lisbon.reload();
    await lisbon.getByRole('button', { name: 'Publish a contact' }).click();
    await lisbon.getByText('What you had begun is here again.').waitFor();
    await lisbon.getByRole('button', { name: 'Sign and publish' }).click();
    await lisbon.getByText(/^Published\./).waitFor();

    const niger = await consoles.signedIn(net.network.consoleUrl('ne'), net.network.signIn('ne'), { locale: 'ar' });
    expect(await niger.evaluate('document.documentElement.dir')).toBe('rtl');
    await until('the contact is there', async () => {
      await niger.keyboard.press('Control+k');
      await niger.keyboard.type('Exemplo');
      const found = await niger
        .getByRole('option', { name: /Dra. Exemplo/ })
        .waitFor({ timeout: 3000 })
        .then(() => true)
        .catch(() => undefined);
      if (!found) await niger.keyboard.press('Escape');
      return found;
    });
    await niger.keyboard.press('Enter');
    await niger.getByRole('link', { name: '+351210000000' }).waitFor();
    expect(await accessibilityFaults(niger)).toEqual([]);

    await lisbon.getByRole('button', { name: 'Change a contact' }).click();
    await lisbon.getByRole('button', { name: 'Add: Telephone' }).click();
    await lisbon.getByRole('textbox', { name: 'Telephone' }).nth(1).fill('12');
    await lisbon.getByRole('button', { name: 'Sign and publish' }).click();
    await lisbon.getByText(/^a telephone number with its country code/).waitFor();
    await lisbon.getByRole('textbox', { name: 'Telephone' }).nth(1).fill('+351 910 000 000');
    await lisbon.getByRole('button', { name: 'Sign and publish' }).click();
    await lisbon.getByRole('link', { name: '+351910000000' }).waitFor();
    await until('the change is in Agadez', async () => {
      await niger.reload();
      await niger.getByRole('link', { name: '+351210000000' }).waitFor();
      return (await niger.getByRole('link', { name: '+351910000000' }).count()) > 0 || undefined;
    });
    await lisbon.getByRole('button', { name: 'Erase' }).click();
    await lisbon.getByRole('button', { name: 'Sign and erase' }).click();
    await until('the contact is gone in Agadez', async () => {
      await niger.reload();
      await niger.locator('main h1').waitFor();
      await niger.waitForLoadState('networkidle');
      return (await niger.getByRole('link', { name: '+351210000000' }).count()) === 0 || undefined;
    });
  }, 120_000);

  test('without a line an officer opens the console by password, reads, and writes on; a closed tab and a node that starts again lose nothing', async () => {
    const signIn = net.network.signIn('ne');
    const first = await consoles.signedIn(net.network.consoleUrl('ne'), signIn);
    const window = first.context();
    await until('the key is kept under the password', () => keptHere(first, 'wrapped', signIn.name));
    await first.goto(`${net.network.consoleUrl('ne')}/alerts/write`);
    await first.getByRole('textbox', { name: 'Title' }).fill('Before the line was cut');
    await first.getByText(/^Saved .* on your node$/).waitFor();
    const { pathname } = new URL(first.url());
    await first.goto(`${net.network.consoleUrl('ne')}/alerts?box=out`);
    await first.getByRole('link', { name: /Night convoy/ }).waitFor();
    await first.evaluate('navigator.serviceWorker.ready.then(() => true)');
    await until('what was read is kept', () => keptHere(first, 'kept', `${signIn.name} answers`));
    await window.setOffline(true);
    const opened = async (path: string): Promise<Page> => {
      const page = await window.newPage();
      page.setDefaultTimeout(20_000);
      await page.goto(`${net.network.consoleUrl('ne')}${path}`);
      await page.getByRole('heading', { name: 'Your node cannot be reached' }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.locator('input[type=password]').fill(signIn.password);
      await page.getByRole('button', { name: 'Work without the line' }).click();
      return page;
    };
    await first.close();
    const reading = await opened('/alerts?box=out');
    await reading.getByRole('link', { name: /Night convoy/ }).waitFor();
    await reading.getByRole('link', { name: 'Write an alert' }).first().click();
    await reading.getByRole('textbox', { name: 'Title' }).fill('Begun without a line');
    await reading.getByText('Kept on this machine').first().waitFor();
    await reading
      .getByRole('link', { name: /^Alerts/ })
      .first()
      .click();
    await reading.getByRole('link', { name: 'Drafts' }).click();
    await reading.getByRole('link', { name: 'Begun without a line' }).waitFor();
    const writing = await opened(pathname);
    const title = (page: Page) => page.getByRole('textbox', { name: 'Title' });
    await title(writing).fill('Written without a line');
    await writing.getByText('Kept on this machine').first().waitFor();
    const lorry = { name: 'lorry.csv', mimeType: 'text/csv', buffer: Buffer.from('plate,seen\nAG-1,Thursday\n') };
    await writing.locator('main input[type=file]').setInputFiles(lorry);
    await writing.getByText('Sealed on this machine; it goes to your node when the line is back.').waitFor();
    await writing.close();

    await net.network.nodes.get('ne')!.stop();
    await window.setOffline(false);
    const again = await opened(pathname);
    expect(await title(again).inputValue()).toBe('Written without a line');
    await net.network.startNode('ne');
    await again.getByRole('textbox', { name: 'What it shows' }).waitFor({ timeout: 40_000 });
    const kept = await net.officer('ne');
    const alert = await until('the node has what was typed, and the file', async () => {
      const { alert: saved } = await kept.get<{ alert: { title: { text: string }; files?: object[] } }>(
        `/alert-drafts/${pathname.split('/').at(-1)}`,
      );
      return saved.files?.length === 1 ? saved : undefined;
    });
    expect(alert.title.text).toBe('Written without a line');
  }, 180_000);

  test('a member is admitted: the committee’s statement is handed in at Lisbon and seen in Agadez', async () => {
    const { state } = await net.log();
    const seeds = await Promise.all(
      [1, 2].map(async (i) =>
        JSON.parse(await readFile(join(net.folder, `network/committee/${i}/committee.json`), 'utf8')),
      ),
    );
    const admission = {
      type: 'member-admitted',
      member: 'ma',
      name: 'Morocco (example)',
      memberKey: newSigningKey().publicKey,
    } as const;
    const drafted = expectAccepted(draftFile(state, [StatementBody.parse(admission)], Date.now()));
    const signed = seeds.reduce(
      (file, { seed }) =>
        signFile(expectAccepted(readStatementFile(file)), signingKeyFromSeed(Buffer.from(seed, 'hex'))),
      drafted,
    );
    await lisbon.goto(`${net.network.consoleUrl('pt')}/directory/ceremonies`);
    const chooser = lisbon.waitForEvent('filechooser');
    await lisbon.getByRole('button', { name: 'Hand in a signed statement' }).click();
    await (await chooser).setFiles({
      name: 'statement.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(signed)),
    });
    await lisbon.getByText('2 valid signatures').waitFor();
    await lisbon.getByRole('button', { name: 'Hand it in' }).click();
    await lisbon.getByText(/^In the log at position/).waitFor();
    await until('Agadez sees the new member', async () => {
      await agadez.goto(`${net.network.consoleUrl('ne')}/directory`);
      await agadez.locator('[data-member]').first().waitFor();
      return (await agadez.getByRole('link', { name: /Morocco/ }).count()) > 0 || undefined;
    });
  }, 60_000);

  test('an alert is written and released by keyboard alone', async () => {
    const page = await consoles.signedIn(net.network.consoleUrl('sn'), net.network.signIn('sn'));
    const keys = page.keyboard;
    /** Tab, until what has the focus is called so. */
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let i = 0; i < 120; i++) {
        await keys.press('Tab');
        const [focused, hidden] = await page.evaluate<[string, boolean]>(`(() => {
          const one = document.activeElement;
          const { x, y, width, height } = one.getBoundingClientRect();
          let above = document.elementFromPoint(x + width / 2, y + height / 2);
          while (above && !/sticky|fixed/.test(getComputedStyle(above).position)) above = above.parentElement;
          const called = one.getAttribute('aria-label') || one.labels?.[0]?.textContent || one.textContent || '';
          return [called, above !== null && !above.contains(one)];
        })()`);
        // WCAG 2.2, 2.4.11: what has the focus lies under nothing that stays in its place.
        if (hidden) throw new Error(`${focused} has the focus and is not seen`);
        if (name.test(focused)) return;
      }
      throw new Error(`${name} is not reached by keyboard`);
    };
    await keys.press('Control+k');
    await page.locator('[role=combobox]:focus').waitFor();
    await keys.type('Write an alert');
    await keys.press('Enter');
    await page.getByText(/^Saved .* on your node$/).waitFor();
    await tabTo(/^Title/);
    await keys.type('By keyboard alone');
    await tabTo(/^Summary/);
    await keys.type('Nobody touched the mouse.');
    await tabTo(/^Add a place by name/);
    await keys.type('Agadez');
    await page
      .getByRole('option', { name: /^Agadez \(Niger\)/ })
      .first()
      .waitFor();
    // An alert without a place could be released, too: it is the one with it that has to be saved.
    const withPlace = page.waitForResponse((answer) => (answer.request().postData() ?? '').includes('Agadez'));
    await keys.press('ArrowDown');
    await keys.press('Enter');
    await withPlace;
    await page.locator('button:enabled', { hasText: /^Release to 2 units/ }).waitFor();
    await tabTo(/^Release to 2 units/);
    await keys.press('Enter');
    await page.getByText('Released to 2 units').waitFor();
    await page.context().close();
  }, 60_000);

  test('every screen opens without a fault, in Arabic, light and dark, wide and narrow, for each who has it', async () => {
    const url = net.network.consoleUrl('ne');
    const [niamey] = net.network.authoritySignIns('ne')!;
    const [officer, writer] = [await net.officer('ne'), (await net.magistrates('ne'))[0]];
    const [alert] = (await officer.get<{ alerts: { id: string }[] }>('/alerts?box=all')).alerts;
    const [draft] = (await officer.get<{ drafts: { id: string }[] }>('/alert-drafts')).drafts;
    const [network] = (await officer.get<{ networks: { id: string }[] }>('/networks')).networks;
    const [aCase] = (await writer.get<{ cases: { id: string }[] }>('/cases')).cases;
    const { id: request } = await writer.post<{ id: string }>('/request-drafts', {
      unit: 'ne/central-authority',
      drafted: { request: { reference: 'NE-1' } },
    });
    const alerts = ['', '?view=map', '?view=timeline', '/drafts', `/${alert!.id}`, `/write/${draft!.id}`];
    const directory = ['', '/members/pt', '/contacts', '/subscriptions', '/policies', '/ceremonies', '/log'];
    const screens: [SignIn, string[]][] = [
      [
        net.network.signIn('ne'),
        [
          '/',
          ...alerts.map((one) => `/alerts${one}`),
          '/networks',
          '/networks/assessments',
          '/networks/assessments/write',
          ...(network ? [`/networks/${network.id}`] : []),
          ...directory.map((one) => `/directory${one}`),
          '/account',
        ],
      ],
      [niamey, ['/cases', '/cases?view=board', `/cases/${aCase!.id}`, `/cases/write/${request}`]],
      [net.network.secondSignIn('ne')!, ['/audit']],
      [
        net.network.administratorSignIn('ne'),
        ['/administration', '/administration/retention', '/administration/incidents', '/administration/health'],
      ],
    ];
    const faults: string[] = [];
    const walk = async ([signIn, paths]: [SignIn, string[]]): Promise<void> => {
      const page = await consoles.signedIn(url, signIn, {
        locale: 'ar',
        // So high that what is fixed at its foot lies over nothing.
        viewport: { width: 1366, height: 3000 },
      });
      page.on('response', (answer) => {
        // Whether a file of a draft is a picture is not known before it is asked for.
        if (answer.status() >= 400 && !answer.url().endsWith('/preview'))
          faults.push(`${answer.status()} ${answer.url()}`);
      });
      for (const path of paths) {
        await page.evaluate(`history.pushState({}, '', ${JSON.stringify(path)})`);
        await page.locator('main h1').first().waitFor();
        await page.waitForLoadState('networkidle');
        const inScheme = (scheme: string) =>
          page.evaluate(`document.documentElement.setAttribute('data-mantine-color-scheme', '${scheme}')`);
        await inScheme('dark');
        faults.push(...(await accessibilityFaults(page, 'colour')).map((one) => `${path} dark: ${one}`));
        await inScheme('light');
        faults.push(...(await accessibilityFaults(page)).map((one) => `${path} light: ${one}`));
        for (const width of [360, 1366]) {
          await page.setViewportSize({ width, height: 3000 });
          const wide = await page.evaluate<string>(`document.documentElement.scrollWidth <= ${width} ? '' :
            [...document.querySelectorAll('body *')].find((one) => one.getBoundingClientRect().left < -1)?.outerHTML.slice(0, 200)`);
          if (wide) faults.push(`${path} is wider than ${width} pixels: ${wide}`);
        }
      }
      await page.context().close();
    };
    await Promise.all(screens.map(walk));
    expect(faults).toEqual([]);
  }, 180_000);

  test('an officer adds a passkey, signs in with it alone, is locked out when idle, and unlocks with it', async () => {
    const page = await consoles.signedIn(net.network.consoleUrl('sn'), net.network.signIn('sn'));
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto(`${net.network.consoleUrl('sn')}/account`);
    await page.getByRole('textbox', { name: 'What to call it' }).fill('laptop');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('The passkey is added.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: net.network.members[2]!.officerName }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.locator('main#content').waitFor();
    await page.keyboard.press('Control+Shift+L');
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.locator('main#content').waitFor();
  }, 60_000);

  test('two officers in one draft see each other; where the member asks for both, an alert goes out once the second has signed in beside the first', async () => {
    await net.releaseByTwo('ne');
    const officer = await net.officer('ne');
    const { id } = await officer.post<{ id: string }>('/alert-drafts', {
      unit: UNITS.ne,
      alert: await alertTitled('By two'),
    });
    await agadez.goto(`${net.network.consoleUrl('ne')}/alerts/write/${id}`);
    const second = await consoles.signedIn(net.network.consoleUrl('ne'), net.network.secondSignIn('ne')!);
    await second.goto(`${net.network.consoleUrl('ne')}/alerts/write/${id}`);
    await second.getByText(/has it open too$/).waitFor();
    await agadez.getByText(/has it open too$/).waitFor();
    await second.getByRole('textbox', { name: 'Title' }).fill('By two, both in one draft');
    await second.getByText(/^Saved .* on your node$/).waitFor();
    await until(
      'the first sees what the second wrote',
      async () => (await agadez.getByRole('textbox', { name: 'Title' }).inputValue()).includes('both') || undefined,
    );
    await second.context().close();
    await agadez.getByRole('button', { name: /^Release to/ }).click();
    await releasedBy(agadez, net.network.secondSignIn('ne')!);
    await agadez
      .getByText(/^Released to/)
      .first()
      .waitFor();
    await lisbon.goto(`${net.network.consoleUrl('pt')}/alerts`);
    await lisbon
      .getByRole('link', { name: /By two/ })
      .first()
      .waitFor({ timeout: 40_000 });
  }, 120_000);

  test('an officer signs in through the member’s own identity provider', async () => {
    const { network } = net;
    const redirectUri = `${network.consoleUrl('sn')}/api/v1/session/identity-provider/answer`;
    const provider = await identityProvider(IDENTITY_PORT, { id: 'liaison', secret: 'of the test', redirectUri });
    try {
      const secrets = join(net.folder, 'network/members/sn/node/secrets.json');
      const kept = JSON.parse(await readFile(secrets, 'utf8'));
      const known = { ...kept, identityProvider: { clientId: 'liaison', clientSecret: 'of the test' } };
      await writeFile(secrets, JSON.stringify(known));
      await network.nodes.get('sn')!.stop();
      await network.startNode('sn');
      const page = await (await consoles.window()).newPage();
      // On a slow machine timers come late, and on a slow line the door stands there before its ways in are known.
      await page.addInitScript(() => {
        const soon = setTimeout;
        Object.assign(globalThis, { setTimeout: (run: () => void, ms = 0) => soon(run, Math.max(ms, 100)) });
      });
      await page.route('**/api/v1/session/methods', async (route) => {
        await page.getByRole('heading', { name: 'Sign in' }).waitFor();
        await page.evaluate(() => new Promise((done) => setTimeout(done)));
        await route.continue();
      });
      await page.goto(network.consoleUrl('sn'));
      await page.getByRole('link', { name: 'Through Identity provider' }).click();
      await page.locator('input[name=login]').fill(network.signIn('sn').name);
      await page.locator('input[name=password]').fill('anything');
      await page.locator('button[type=submit]').click();
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.locator('main#content').waitFor();
      await page.goto(`${network.consoleUrl('sn')}/account`);
      await page.getByText('by identity provider').waitFor();
    } finally {
      provider.close();
      provider.closeAllConnections();
    }
  }, 60_000);

  test('no page asked anything of anybody else, and its policy stopped nothing of its own', () => {
    expect(consoles.strayed).toEqual([]);
  });
});

/** Whether the console has something of this name in its store on the machine. */
const keptHere = (page: Page, store: 'kept' | 'wrapped', name: string): Promise<true | undefined> =>
  page.evaluate(`new Promise((done) => {
    const open = indexedDB.open('liaison');
    open.onsuccess = () => {
      const asked = open.result.transaction('${store}').objectStore('${store}').getKey('${name}');
      asked.onsuccess = () => {
        open.result.close();
        done(asked.result === undefined ? undefined : true);
      };
    };
  })`);

/** In the dialogue that asks for one. */
async function releasedBy(page: Page, { name, password }: SignIn): Promise<void> {
  await page.getByRole('textbox', { name: 'Second officer’s name' }).fill(name);
  await page.getByRole('dialog').locator('input[type=password]').fill(password);
  await page.getByRole('button', { name: 'Sign in and release' }).click();
}
