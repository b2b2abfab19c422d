import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '#deploy/local/daemon.js';
import { atConsoles, withConsoles } from '../support/at-consoles.js';
import { accessibilityFaults } from '../support/browser.js';
import { type TestNetwork, UNITS } from '../support/journey.js';

withConsoles('a practice note at two consoles', () => {
  let net: TestNetwork;
  let agadez: Page;
  let lisbon: Page;
  atConsoles(['publications'], (at) => {
    ({ net, agadez, lisbon } = at);
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
    await agadez.getByRole('combobox', { name: 'Countries' }).fill('Niger');
    await agadez.getByRole('option', { name: 'Niger', exact: true }).click();
    await agadez.keyboard.press('Escape');
    expect(await accessibilityFaults(agadez)).toEqual([]);
    await agadez.getByRole('button', { name: /^Release to 2 units/ }).click();
    await agadez.getByRole('heading', { name: 'A hearing by video, in English', level: 1 }).waitFor();
    await until('Lisbon has it', async () => {
      const { bulletins } = await lisbonOfficer.get<{ bulletins: object[] }>('/bulletins/practice-note');
      return bulletins.length > 0;
    });
    await lisbon.goto(`${net.network.consoleUrl('pt')}/bulletins/practice-note`);
    // Its first edition is in French; the reader's language goes before.
    await lisbon.getByRole('link', { name: 'A hearing by video, in English' }).click();
    await lisbon.getByText('The room is tried before, in English.').waitFor();
    expect(await accessibilityFaults(lisbon)).toEqual([]);
    await lisbon.getByRole('button', { name: 'We know more' }).click();
    await lisbon.getByLabel(/^What you have to say/).fill('With us the room is in the court.');
    await lisbon.getByRole('button', { name: /^Send to/ }).click();
    await agadez.getByText('With us the room is in the court.').waitFor();
  });

  test('it is found by each facet of its kind and kept as a search, apart from the searches for alerts', async () => {
    const officer = await net.officer('pt');
    const list = `${net.network.consoleUrl('pt')}/bulletins/practice-note`;
    await lisbon.goto(list);
    const found = lisbon.getByRole('link', { name: 'A hearing by video, in English' });
    const nothing = lisbon.getByText('Nothing fits these filters.');
    for (const [facet, other, own] of [
      ['Country', 'Portugal', 'Niger'],
      ['Language', 'Spanish', 'French'],
    ] as const) {
      const choice = lisbon.getByRole('combobox', { name: facet, exact: true });
      await choice.selectOption({ label: other });
      await nothing.waitFor();
      await choice.selectOption({ label: own });
      await found.waitFor();
    }
    await lisbon.getByRole('textbox', { name: 'Topic' }).fill('sea-crossing');
    await nothing.waitFor();
    await lisbon.getByRole('textbox', { name: 'Topic' }).fill('video-link');
    await found.waitFor();
    expect(await accessibilityFaults(lisbon)).toEqual([]);

    await lisbon.getByRole('button', { name: 'Saved searches' }).click();
    await lisbon.getByRole('textbox', { name: 'Name of the search' }).fill('Hearings');
    await lisbon.getByRole('button', { name: 'Save', exact: true }).click();
    await lisbon.getByText('Saved. You will be told of what it finds.').waitFor();
    const { searches } = await officer.get<{ searches: object[] }>('/searches');
    const filters = { country: 'NE', language: 'fr', topic: 'video-link' };
    expect(searches).toEqual([expect.objectContaining({ kind: 'practice-note', name: 'Hearings', filters })]);
    await lisbon.goto(`${net.network.consoleUrl('pt')}/alerts`);
    await lisbon.getByRole('button', { name: 'Saved searches' }).click();
    await lisbon.getByText(/^None yet/).waitFor();
    await lisbon.goto(`${list}?state=valid&country=PT`);
    await nothing.waitFor();
    await lisbon.getByRole('button', { name: 'Saved searches' }).click();
    await lisbon.getByRole('menuitem', { name: 'Hearings' }).click();
    await found.waitFor();
    expect(new URL(lisbon.url()).searchParams.get('state')).toBeNull();
  });

  test('it is noted on for the unit alone, and given to an officer, who sees that in the list', async () => {
    const officer = await net.officer('pt');
    await lisbon.getByRole('link', { name: 'A hearing by video, in English' }).click();
    await lisbon.getByRole('textbox', { name: 'Note', exact: true }).fill('For the court in Faro.');
    await lisbon.getByRole('button', { name: 'Keep the note' }).click();
    await lisbon.locator('bdi', { hasText: 'For the court in Faro.' }).waitFor();
    expect(await accessibilityFaults(lisbon)).toEqual([]);
    await lisbon.getByRole('combobox', { name: 'Who deals with it' }).click();
    await lisbon.getByRole('option').first().click();
    await lisbon.getByText(/deals with it\.$/).waitFor();
    const { bulletins } = await officer.get<{ bulletins: { id: string; assignedTo: string | null }[] }>(
      '/bulletins/practice-note',
    );
    expect(bulletins[0]!.assignedTo).toBeTruthy();
    await lisbon.goto(`${net.network.consoleUrl('pt')}/bulletins/practice-note`);
    await lisbon.getByText(`with ${bulletins[0]!.assignedTo}`).waitFor();
    await agadez.reload();
    await agadez.getByRole('heading', { name: 'In your unit alone' }).waitFor();
    expect(await agadez.getByText('For the court in Faro.').count()).toBe(0);
  });

  test('what one in the writing lacks is said in words, names of languages among them', async () => {
    const officer = await net.officer('ne');
    const body = { editions: [{ language: 'xx', title: 'Half written' }] };
    const { id } = await officer.post<{ id: string }>('/bulletin-drafts/practice-note', { unit: UNITS.ne, body });
    await agadez.goto(`${net.network.consoleUrl('ne')}/bulletins/practice-note/write/${id}`);
    await agadez.getByText('one of English, French, Portuguese, Spanish, Arabic').first().waitFor();
  });

  test('what is urgent is marked in the list and on the page of any kind', async () => {
    // No kind but the alert says it of itself yet: the node's answer is changed on its way.
    await lisbon.route(/\/api\/v1\/bulletins\/practice-note(\?|\/[^/]+$)/, async (route) => {
      const answer = await route.fetch({ url: route.request().url().replace('pt.localhost', '127.0.0.1') });
      await route.fulfill({
        response: answer,
        body: (await answer.text()).replaceAll('"urgent":false', '"urgent":true'),
      });
    });
    await lisbon.goto(`${net.network.consoleUrl('pt')}/bulletins/practice-note`);
    await lisbon.getByRole('link', { name: /^urgent A hearing by video/i }).click();
    await lisbon.getByRole('heading', { name: /^urgent A hearing by video/i, level: 1 }).waitFor();
    await lisbon.unrouteAll();
  });
});
