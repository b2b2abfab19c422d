import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { until } from '#deploy/local/daemon.js';
import { temporaryFolder } from '#deploy/local/folders.js';
import { LocalNetwork, type SignIn } from '#deploy/local/network.js';
import { StderrProgress } from '#deploy/local/progress.js';
import { Consoles, findChromium, HOW_TO_GET_CHROMIUM } from '../support/browser.js';
import { NodeApi } from '../support/node-api.js';

const FOLDER = join('docs', 'screens');

/** `npm run screenshots`: the main screens, as docs/console.md shows them, of a network with something in it. */
export async function main(): Promise<void> {
  const chromium = await findChromium();
  if (!chromium) throw new Error(HOW_TO_GET_CHROMIUM);
  const progress = new StderrProgress();
  const parent = await temporaryFolder('screenshots');
  const network = await LocalNetwork.start({ folder: join(parent, 'network'), progress, firstPort: 30_900 });
  const consoles = await Consoles.start(chromium);
  const api = async (member: string, { name, password }: SignIn): Promise<NodeApi> => {
    const url = network.nodeUrl(member);
    const { token } = await new NodeApi(url).post<{ token: string }>('/session', { name, password });
    return new NodeApi(url, token);
  };
  const json = async (file: string) => JSON.parse(await readFile(file, 'utf8'));
  try {
    progress.step('alerts and a request');
    await mkdir(FOLDER, { recursive: true });
    const agadez = await api('ne', network.signIn('ne'));
    const lisbon = await api('pt', network.signIn('pt'));
    const [niamey, second] = network.authoritySignIns('ne')!;
    const [asks, releases] = [await api('ne', niamey), await api('ne', second)];
    const example = await json('examples/sahel-route.json');
    await agadez.post('/bulletins/alert', { unit: 'ne/police-agadez', body: example });
    await lisbon.post('/bulletins/alert', {
      unit: 'pt/police-lisboa',
      body: await json('examples/from-smuggling-to-exploitation.json'),
    });
    const draft = await agadez.post<{ id: string }>('/bulletin-drafts/alert', {
      unit: 'ne/police-agadez',
      body: example,
    });
    const asked = await json('examples/assistance/bank-records.json');
    const request = await asks.post<{ id: string; version: number }>('/request-drafts', {
      unit: 'ne/central-authority',
      drafted: { requested: asked.requested, request: asked.request, despite: 'L’ordonnance suit par courrier.' },
    });
    await asks.post(`/request-drafts/${request.id}/release-request`, { version: request.version });
    const { id } = await releases.post<{ id: string }>(`/request-drafts/${request.id}/release`, {
      version: request.version,
    });
    const authority = await api('pt', network.authoritySignIns('pt')![0]);
    await until('the request is in Lisbon', async () => {
      const { cases } = await authority.get<{ cases: unknown[] }>('/cases');
      return cases.length > 0 || undefined;
    });

    progress.step('pictures');
    const take = async (page: Page, address: string, name: string, ready: string) => {
      await page.goto(address);
      await page.locator(ready).first().waitFor();
      await page.waitForLoadState('networkidle').catch(() => undefined);
      await page.screenshot({ path: join(FOLDER, `${name}.png`) });
    };
    const [ne, pt, sn] = ['ne', 'pt', 'sn'].map((member) => network.consoleUrl(member)) as [string, string, string];
    const writer = await consoles.signedIn(ne, network.signIn('ne'), { locale: 'fr' });
    await take(writer, `${ne}/alerts/write/${draft.id}`, 'write-an-alert', 'polyline');
    await take(writer, `${ne}/directory`, 'members', '[data-member]');
    const magistrate = await consoles.signedIn(pt, network.authoritySignIns('pt')![0], { locale: 'pt' });
    await take(magistrate, `${pt}/`, 'home', 'li a');
    await take(magistrate, `${pt}/cases/${id}`, 'a-case', 'article');
    const reader = await consoles.signedIn(sn, network.signIn('sn'), { locale: 'ar' });
    await take(reader, `${sn}/alerts`, 'inbox-arabic', '[data-alert]');
    await reader.locator('[data-alert]').first().click();
    await reader.locator('h3').first().waitFor();
    await reader.screenshot({ path: join(FOLDER, 'inbox-arabic.png') });
    const small = await consoles.signedIn(sn, network.signIn('sn'), {
      locale: 'en',
      viewport: { width: 360, height: 740 },
    });
    await take(small, `${sn}/`, 'home-small', 'li a');
    progress.end();
    process.stdout.write(`Saved in ${FOLDER}.\n`);
  } finally {
    await consoles.stop();
    await network.stop();
    await rm(parent, { recursive: true, force: true });
  }
}
