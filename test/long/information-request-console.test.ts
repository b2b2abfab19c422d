import { expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { until } from '#deploy/local/daemon.js';
import { atConsoles, withConsoles } from '../support/at-consoles.js';
import { accessibilityFaults, type Consoles } from '../support/browser.js';
import type { TestNetwork } from '../support/journey.js';
import type { NodeApi } from '../support/node-api.js';

/** Agadez asks whose a number is, where a person is, and what links them; Lisbon answers, in part, and refuses the rest. */
withConsoles('a request for information at two consoles', () => {
  const REFERENCE = 'NE-POL-2026-0402';
  let net: TestNetwork;
  let consoles: Consoles;
  let agadez: Page;
  let second: Page;
  let lisbon: Page;
  let lisbonApi: NodeApi;
  const nodeEnvironment = { LIAISON_RESEND_SECONDS: '1', LIAISON_CLOCK_SECONDS: '1' };
  atConsoles(['information', { nodeEnvironment }], async (at) => {
    ({ net, consoles, agadez, lisbon } = at);
    second = await consoles.signedIn(net.network.consoleUrl('ne'), net.network.secondSignIn('ne')!);
    lisbonApi = await net.officer('pt');
  });

  const fill = (within: Page | Locator, name: string, text: string): Promise<void> =>
    within.getByRole('textbox', { name, exact: true }).last().fill(text);
  const choose = async (within: Page | Locator, name: RegExp, value: string): Promise<void> => {
    await within.getByRole('combobox', { name }).last().selectOption(value);
  };
  /** Makes a move in the case that is open: fills its form, looks at it, and sends it. */
  async function does(page: Page, move: string, filled: (form: Locator) => Promise<void>): Promise<void> {
    await page.getByRole('button', { name: move, exact: true }).click();
    const form = page.getByRole('dialog');
    await filled(form);
    expect(await accessibilityFaults(page)).toEqual([]);
    await form.getByRole('button', { name: /^Sign and send/ }).click();
    await form.waitFor({ state: 'detached' });
  }

  test('Agadez asks in the form; it names a person, so a second officer looks at it and releases it', async () => {
    await agadez.goto(`${net.network.consoleUrl('ne')}/cases`);
    await agadez.getByRole('button', { name: 'Begin a case' }).click();
    await agadez.getByRole('menuitem', { name: 'Request for information' }).click();
    await agadez.getByLabel('Requested unit').selectOption('pt/police-lisboa');
    await fill(agadez, 'Reference', REFERENCE);
    await choose(agadez, /^Urgency/, 'urgent');
    await fill(agadez, 'Purpose and facts', 'A. B. takes the payments for a passage from Lisbon.');
    await fill(agadez, 'Offence', 'Smuggling of migrants');
    await fill(agadez, 'Why the other side is believed to have it', 'The number is Portuguese.');
    await fill(agadez, 'Why it cannot wait', 'The passengers are awaited tonight.');
    await agadez.getByRole('button', { name: 'Add: Whom and what it is about' }).click();
    await fill(agadez, 'Name', 'A. B.');
    for (const [type, question] of [
      ['identity', 'Who is A. B.?'],
      ['whereabouts', 'Where is A. B.?'],
      ['links', 'Is A. B. known in an investigation of yours?'],
    ] as const) {
      await agadez.getByRole('button', { name: 'Add: Questions asked' }).click();
      await choose(agadez, /^Type/, type);
      await fill(agadez, 'Question', question);
    }
    expect(await accessibilityFaults(agadez)).toEqual([]);
    await agadez.getByRole('button', { name: /^Sign and send/ }).click();
    await agadez.getByText('A second officer has to release this.').waitFor();
    await agadez.getByRole('button', { name: 'Ask a second officer to release it' }).click();
    await agadez.getByText('Asked. Nothing has been sent yet.').waitFor();

    await second.goto(net.network.consoleUrl('ne'));
    const told = second.getByRole('link', { name: 'A colleague asks for a release' });
    expect(await told.getAttribute('href')).toMatch(/\/cases\/drafts\/[0-9a-f-]{36}$/);
    await second.getByRole('link', { name: new RegExp(`Release asked by agadez.*${REFERENCE}`) }).click();
    await second.getByRole('button', { name: /^Sign and send/ }).waitFor();
    expect(await second.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('A. B.');
    expect(await accessibilityFaults(second)).toEqual([]);
    await second.getByRole('button', { name: /^Sign and send/ }).click();
    await second.getByText(/Portugal’s turn: Acknowledge receipt/).waitFor();
  });

  test('Lisbon finds it at home, acknowledges it, and answers question by question, graded', async () => {
    await lisbon.goto(net.network.consoleUrl('pt'));
    await lisbon.getByRole('link', { name: new RegExp(REFERENCE) }).click();
    await does(lisbon, 'Acknowledge', async (form) => {
      await fill(form, 'Reference', '81/26');
      await choose(form, /^Where the information lies/, 'direct');
    });
    await lisbon.getByText(/Your turn: Answer/).waitFor();
    await does(lisbon, 'Answer a question', async (form) => {
      await choose(form, /^Reply/, 'partly-answered');
      await choose(form, /^Source/, 'B');
      await choose(form, /^Accuracy/, '2');
      await fill(form, 'Message', 'A. B. arrived in May.');
    });
    await does(lisbon, 'Answer a question', async (form) => {
      await choose(form, /^Question/, '2');
      await choose(form, /^Reply/, 'nothing-known');
    });
    await agadez.goto(`${net.network.consoleUrl('ne')}/cases`);
    await agadez.getByRole('link', { name: new RegExp(`${REFERENCE}.*Some questions answered`) }).click();
    await agadez.getByText('A. B. arrived in May.').waitFor();
    await agadez.getByRole('tab', { name: 'Request for information' }).click();
    for (const said of ['B: source mostly reliable', '2: known to the source itself', 'nothing known'])
      await agadez.getByText(said).first().waitFor();
    expect(await accessibilityFaults(agadez)).toEqual([]);
  });

  test('what it told in part it completes, the last it refuses with a reason, and Agadez closes the case', async () => {
    await does(lisbon, 'Answer a question', async (form) => {
      await choose(form, /^Question/, '1');
      await choose(form, /^Reply/, 'answered');
      await choose(form, /^Source/, 'A');
      await choose(form, /^Accuracy/, '1');
      await fill(form, 'Message', 'He holds a residence permit of 2024.');
    });
    await does(lisbon, 'Refuse what is open', async (form) => {
      await choose(form, /^Ground of refusal/, 'ongoing-investigation');
      await fill(form, 'Message', 'An investigation of ours would be harmed.');
    });
    await agadez.goto(`${net.network.consoleUrl('ne')}/cases`);
    await agadez.getByLabel('Kind of case').selectOption({ label: 'Mutual legal assistance' });
    await agadez.getByRole('link', { name: new RegExp(REFERENCE) }).waitFor({ state: 'detached' });
    await agadez.getByLabel('Kind of case').selectOption({ label: 'Requests for information' });
    await agadez.getByRole('link', { name: new RegExp(REFERENCE) }).click();
    await agadez.getByText(/Your turn: Close the request/).waitFor();
    await agadez.getByRole('tab', { name: 'Request for information' }).click();
    for (const said of ['He holds a residence permit of 2024.', 'an ongoing investigation, or somebody’s safety'])
      await agadez.getByText(said).first().waitFor();
    await does(agadez, 'Close the request', async () => undefined);
    await until('it is closed in Lisbon', async () => {
      const { cases } = await lisbonApi.get<{ cases: { status: string }[] }>(`/cases?named=${REFERENCE}`);
      return cases[0]?.status === 'closed' || undefined;
    });
    await lisbon.getByText('Closed', { exact: false }).first().waitFor();
    expect(consoles.strayed).toEqual([]);
  });
});
