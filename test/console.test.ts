import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults, Consoles, findChromium, HOW_TO_GET_CHROMIUM } from './support/browser.js';
import { TestNetwork } from './support/journey.js';

const chromium = findChromium();
if (!chromium) process.stderr.write(`${HOW_TO_GET_CHROMIUM}\n`);

(chromium ? describe : describe.skip)('officers at their consoles', () => {
  let net: TestNetwork;
  let consoles: Consoles;
  let agadez: Page;
  let lisbon: Page;

  beforeAll(async () => {
    net = await TestNetwork.start('console');
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
    expect(await accessibilityFaults(agadez)).toEqual([]);
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
    await agadez.getByRole('button', { name: 'Recall' }).click();
    await agadez.getByRole('textbox', { name: /Why it is recalled/ }).fill('The convoys have stopped.');
    await agadez.getByRole('button', { name: /^Recall it from/ }).click();
    await lisbon.getByText('The convoys have stopped.').waitFor({ timeout: 40_000 });
    await agadez.getByText('has confirmed that it is erased').first().waitFor({ timeout: 40_000 });
  }, 180_000);

  test('no page asked anything of anybody else, and its policy stopped nothing of its own', () => {
    expect(consoles.strayed).toEqual([]);
  });
});
