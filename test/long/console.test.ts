import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { HAVE_THEIR_OWN_PLACE } from '#apps/console/src/bulletins/places.js';
import { until } from '#deploy/local/daemon.js';
import type { SignIn } from '#deploy/local/network.js';
import { newSigningKey, signingKeyFromSeed } from '#libs/cose/ed25519.js';
import { BULLETIN_NAMES } from '#libs/kinds/bulletin-names.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { StatementBody } from '#libs/trust/bodies.js';
import { draftFile, readStatementFile, signFile } from '#libs/trust/statement-file.js';
import { atConsoles, withConsoles } from '../support/at-consoles.js';
import { accessibilityFaults, type Consoles, releasedBy } from '../support/browser.js';
import { alertTitled, type TestNetwork, UNITS } from '../support/journey.js';

withConsoles('officers at their consoles, the long way', () => {
  let net: TestNetwork;
  let consoles: Consoles;
  let agadez: Page;
  let lisbon: Page;
  atConsoles(['consoles'], (at) => {
    ({ net, consoles, agadez, lisbon } = at);
  });

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
      .waitFor();
    await niamey.getByRole('button', { name: 'Confirm in writing' }).click();
    await niamey.getByText('It goes into the case that it belongs to.').waitFor();
    await niamey.getByRole('heading', { name: 'NE-ORAL-1' }).waitFor();
  });

  test('what an alert lacks is said by the words of its codes', async () => {
    const officer = await net.officer('ne');
    const body = { ...(await alertTitled('Half written')), offence: 'kidnapping' };
    const { id } = await officer.post<{ id: string }>('/bulletin-drafts/alert', { unit: UNITS.ne, body });
    await agadez.goto(`${net.network.consoleUrl('ne')}/alerts/write/${id}`);
    await agadez
      .getByText('one of smuggling of migrants, trafficking in persons, smuggling that turned into trafficking')
      .first()
      .waitFor();
    await officer.delete(`/bulletin-drafts/alert/${id}`);
  });

  test('an evaluation of risk that rests on an alert goes from Agadez to Lisbon, which subscribes to such', async () => {
    const [officer, lisbonOfficer] = await Promise.all([net.officer('ne'), net.officer('pt')]);
    const { id } = await officer.post<{ id: string }>('/bulletins/alert', {
      unit: UNITS.ne,
      body: await alertTitled('What it rests on'),
    });
    await officer.get(`/bulletins/alert/${id}`);
    await lisbon.goto(`${net.network.consoleUrl('pt')}/directory/subscriptions`);
    await lisbon.getByLabel('risk assessments').first().check();
    await lisbon.getByRole('button', { name: /^Sign and publish/ }).click();
    await until('Agadez knows of it', async () => {
      const { units } = await officer.get<{ units: { unit: string; subscribedKinds: string[] }[] }>('/units');
      return units.find((one) => one.unit === UNITS.pt)?.subscribedKinds.includes('risk-assessment');
    });
    await agadez.goto(`${net.network.consoleUrl('ne')}/bulletins/risk-assessment`);
    await agadez.getByRole('link', { name: 'Write one' }).click();
    await agadez.getByRole('textbox', { name: 'Title' }).fill('Night convoys this autumn');
    await agadez.getByRole('textbox', { name: 'Summary' }).fill('One chain of services.');
    await agadez.getByRole('textbox', { name: 'What you judge' }).fill('Departures go on every Thursday.');
    await agadez.getByRole('combobox', { name: 'Rests on these alerts' }).click();
    await agadez.getByRole('option', { name: /What it rests on/ }).click();
    await agadez.keyboard.press('Escape');
    await agadez.getByRole('button', { name: 'Sign and post it' }).click();
    await agadez.getByText('Posted to one unit.').waitFor();
    await until('Lisbon has it', async () => {
      const { bulletins } = await lisbonOfficer.get<{ bulletins: object[] }>('/bulletins/risk-assessment');
      return bulletins.length > 0;
    });
    await lisbon.goto(`${net.network.consoleUrl('pt')}/bulletins/risk-assessment`);
    await lisbon.getByRole('link', { name: 'Night convoys this autumn' }).click();
    await lisbon.getByText('Departures go on every Thursday.').waitFor();
    await lisbon.getByRole('link', { name: 'What it rests on' }).waitFor();
    await lisbon.getByText('still valid').waitFor();
  });

  test('without a line an officer opens the console by password, reads, and writes on; a closed tab and a node that starts again lose nothing', async () => {
    const signIn = net.network.signIn('ne');
    const poster = await net.officer('ne');
    await poster.post('/bulletins/alert', {
      unit: UNITS.ne,
      body: await alertTitled('Night convoy, to be read without a line'),
    });
    const first = await consoles.signedIn(net.network.consoleUrl('ne'), signIn);
    const window = first.context();
    await until('the key is kept under the password', () => keptHere(first, 'wrapped', signIn.name));
    await first.goto(`${net.network.consoleUrl('ne')}/alerts/write`);
    await first.getByText(/^Saved .* on your node$/).waitFor();
    await first.route('**/api/v1/bulletin-drafts/alert/*', async (route) => {
      const request = route.request();
      if (request.method() !== 'PUT') return route.fallback();
      const url = new URL(request.url());
      const { host } = url;
      url.hostname = '127.0.0.1';
      expect((await route.fetch({ url: url.href, headers: { ...request.headers(), host } })).status()).toBe(200);
      await route.abort('connectionreset');
      await first.unroute('**/api/v1/bulletin-drafts/alert/*');
    });
    await first.getByRole('textbox', { name: 'Title' }).fill('Before the line was cut');
    await first.getByText('Kept on this machine').first().waitFor();
    await first.getByText(/^Saved .* on your node$/).waitFor();
    const { pathname } = new URL(first.url());
    await first.goto(`${net.network.consoleUrl('ne')}/alerts?box=out`);
    await first.getByRole('link', { name: /Night convoy/ }).waitFor();
    await first.evaluate('navigator.serviceWorker.ready.then(() => true)');
    const answersKept = () => keptHere(first, 'kept', `${signIn.name} answers`);
    const before = await answersKept();
    await first.evaluate("dispatchEvent(new Event('pagehide'))");
    await until('what was read is kept', async () => (await answersKept()) !== before);
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
    await reading.close();
    const readAgain = await opened('/alerts?box=out');
    await readAgain.getByRole('link', { name: /Night convoy/ }).waitFor();
    await readAgain.close();
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
    await again.getByRole('textbox', { name: 'What it shows' }).waitFor();
    const kept = await net.officer('ne');
    const alert = await until('the node has what was typed, and the file', async () => {
      const { body: saved } = await kept.get<{ body: { title: { text: string }; files?: object[] } }>(
        `/bulletin-drafts/alert/${pathname.split('/').at(-1)}`,
      );
      return saved.files?.length === 1 ? saved : undefined;
    });
    expect(alert.title.text).toBe('Written without a line');
  });

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
  });

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
  });

  test('every screen opens without a fault, in Arabic, light and dark, wide and narrow, for each who has it', async () => {
    const url = net.network.consoleUrl('ne');
    const [niamey] = net.network.authoritySignIns('ne')!;
    const [officer, writer] = [await net.officer('ne'), (await net.magistrates('ne'))[0]];
    const [alert] = (await officer.get<{ bulletins: { id: string }[] }>('/bulletins/alert?box=all')).bulletins;
    const [draft] = (await officer.get<{ drafts: { id: string }[] }>('/bulletin-drafts/alert')).drafts;
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
          ...BULLETIN_NAMES.filter((name) => !HAVE_THEIR_OWN_PLACE.includes(name)).flatMap((name) =>
            ['', '/write', '/drafts'].map((place) => `/bulletins/${name}${place}`),
          ),
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
  });

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
    await page
      .getByRole('dialog')
      .getByLabel(/^Password/)
      .fill(net.network.signIn('sn').password);
    await page.getByRole('button', { name: 'Confirm' }).click();
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
  });

  test('two officers in one draft see each other; where the member asks for both, an alert goes out once the second has signed in beside the first', async () => {
    await net.releaseByTwo('ne');
    const officer = await net.officer('ne');
    const { id } = await officer.post<{ id: string }>('/bulletin-drafts/alert', {
      unit: UNITS.ne,
      body: await alertTitled('By two'),
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
      .waitFor();
  });

  test('no page asked anything of anybody else, and its policy stopped nothing of its own', () => {
    expect(consoles.strayed).toEqual([]);
  });
});

/** What the console has sealed under this name in its store on the machine: another value each time it is written. */
const keptHere = (page: Page, store: 'kept' | 'wrapped', name: string): Promise<string | undefined> =>
  page.evaluate(`new Promise((done) => {
    const open = indexedDB.open('liaison');
    open.onsuccess = () => {
      const asked = open.result.transaction('${store}').objectStore('${store}').get('${name}');
      asked.onsuccess = () => {
        open.result.close();
        done(asked.result && String(asked.result.iv));
      };
    };
  })`);
