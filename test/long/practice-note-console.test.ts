import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '#deploy/local/daemon.js';
import { whereThereIs } from '#libs/testing/where-there-is.js';
import { accessibilityFaults, Consoles, findChromium } from '../support/browser.js';
import { TestNetwork } from '../support/journey.js';

const chromium = await findChromium();

whereThereIs('Chromium', chromium !== undefined, 'a practice note at two consoles', () => {
  let net: TestNetwork;
  let consoles: Consoles;
  let agadez: Page;
  let lisbon: Page;
  beforeAll(async () => {
    net = await TestNetwork.start('publications');
    consoles = await Consoles.start(chromium!);
    [agadez, lisbon] = await Promise.all([
      consoles.signedIn(net.network.consoleUrl('ne'), net.network.signIn('ne')),
      consoles.signedIn(net.network.consoleUrl('pt'), net.network.signIn('pt')),
    ]);
  });
  afterAll(async () => {
    await consoles?.stop();
    await net?.stop();
  });

  test('a practice note is written in Agadez in a form made of its schema, and read in Lisbon in French and in English', async () => {
    const lisbonOfficer = await net.officer('pt');
    await agadez.goto(`${net.network.consoleUrl('ne')}/bulletins/practice-note`);
    await agadez.getByRole('link', { name: 'Write one' }).click();
    for (const language of ['French', 'English']) {
      await agadez.getByRole('button', { name: 'Add: Languages' }).click();
      await agadez.getByRole('combobox', { name: 'Language' }).last().selectOption({ label: language });
      await agadez.getByRole('textbox', { name: 'Title' }).last().fill(`A hearing by video, in ${language}`);
      await agadez.getByRole('textbox', { name: 'Summary' }).last().fill(`What we learnt, in ${language}.`);
      await agadez.getByRole('textbox', { name: 'Practice' }).last().fill(`The room is tried before, in ${language}.`);
    }
    await agadez.getByRole('combobox', { name: 'Topics' }).fill('video-link');
    await agadez.keyboard.press('Enter');
    expect(await accessibilityFaults(agadez)).toEqual([]);
    await agadez.getByRole('button', { name: /^Release to 2 units/ }).click();
    await agadez.getByRole('heading', { name: 'A hearing by video, in French' }).first().waitFor();
    await until('Lisbon has it', async () => {
      const { bulletins } = await lisbonOfficer.get<{ bulletins: object[] }>('/bulletins/practice-note');
      return bulletins.length > 0;
    });
    await lisbon.goto(`${net.network.consoleUrl('pt')}/bulletins/practice-note`);
    await lisbon.getByRole('link', { name: 'A hearing by video, in French' }).click();
    await lisbon.getByText('The room is tried before, in English.').waitFor();
    expect(await accessibilityFaults(lisbon)).toEqual([]);
    await lisbon.getByRole('button', { name: 'We know more' }).click();
    await lisbon.getByLabel(/^What you have to say/).fill('With us the room is in the court.');
    await lisbon.getByRole('button', { name: /^Send to/ }).click();
    await agadez.getByText('With us the room is in the court.').waitFor();
  });
});
