import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '#deploy/local/daemon.js';
import { atConsoles, withConsoles } from './support/at-consoles.js';
import { accessibilityFaults, type Consoles, releasedBy } from './support/browser.js';
import { identityProvider } from './support/identity-provider.js';
import type { TestNetwork } from './support/journey.js';

const IDENTITY_PORT = 19_900;

withConsoles('officers at their consoles', () => {
  let net: TestNetwork;
  let consoles: Consoles;
  let agadez: Page;
  let lisbon: Page;
  const nodeEnvironment = {
    LIAISON_RESEND_SECONDS: '2',
    LIAISON_IDENTITY_PROVIDER: `http://localhost:${IDENTITY_PORT}`,
  };
  atConsoles(['console', { nodeEnvironment }], (at) => {
    ({ net, consoles, agadez, lisbon } = at);
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
      .waitFor();
    await lisbon
      .getByRole('link', { name: /Night convoy/ })
      .first()
      .click();
    await lisbon.getByText(/Signed by ne\/police-agadez/).waitFor();
    expect(await accessibilityFaults(lisbon)).toEqual([]);
    await lisbon.getByRole('button', { name: 'We have seen it' }).click();
    await lisbon.getByRole('textbox', { name: /What you have to say/ }).fill('Two of them at Toummo.');
    await lisbon.getByRole('button', { name: /^Send to/ }).click();

    await agadez.getByText('Two of them at Toummo.').waitFor();
    // The palette is opened over the page, and leaves it where it was. What comes in above it meanwhile moves the page on, if it may.
    await agadez.evaluate("document.documentElement.style.overflowAnchor = 'none'");
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
    await lisbon.getByText('The convoys have stopped.').waitFor();
    await agadez.getByText('has confirmed that it is erased').first().waitFor();
  });

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
      await form.getByText('The file is on your node.').waitFor();
    });
    await does(authority, 'Report the outcome of a measure', () => says(authority, 'The bank has given the records.'));
    await does(authority, 'Send the results', () => says(authority, 'The records of the account.'));
    expect(await accessibilityFaults(authority)).toEqual([]);

    await niamey.getByText('The records of the account.').waitFor();
    await does(niamey, 'Confirm the results');
    await does(niamey, 'Close the case');
    await authority.getByText('Nothing waits', { exact: true }).waitFor();
    await authority.getByRole('button', { name: 'Signed and verified' }).first().click();
    await authority
      .getByText(/finds it again on paper/)
      .first()
      .waitFor();
  });

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
  });

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
  });

  test('no page asked anything of anybody else, and its policy stopped nothing of its own', () => {
    expect(consoles.strayed).toEqual([]);
  });
});
