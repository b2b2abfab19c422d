import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { temporaryFolder } from '#deploy/local/folders.js';
import { LocalNetwork, type Progress } from '#deploy/local/network.js';
import { Consoles, findChromium, HOW_TO_GET_CHROMIUM } from '../support/browser.js';

/** A third-generation line as browsers' own tools name it ("Fast 3G" with a longer way): bits a second, milliseconds there and back. */
const DOWN_BPS = 1_600_000;
const UP_BPS = 750_000;
const ROUND_TRIP_MS = 400;

export interface ConsoleCost {
  /** Bytes that a first visit carries until the home page, by the build. */
  readonly firstLoadBytes: number;
  /** Seconds until an officer can type their name, on a machine that never saw the console. */
  readonly signInS: number;
  /** Seconds from pressing the button until the home page says what waits. */
  readonly homeS: number;
  /** Seconds until the home page, when the console is opened again. */
  readonly againS: number;
  /** Seconds from a press on "Alerts" until the list is there. */
  readonly inboxS: number;
}

/** The console over a thin line, in a real browser. @throws Error where there is none */
export async function consoleCost(progress: Progress): Promise<ConsoleCost> {
  const chromium = await findChromium();
  if (!chromium) throw new Error(HOW_TO_GET_CHROMIUM);
  const parent = await temporaryFolder('bench');
  const network = await LocalNetwork.start({ folder: join(parent, 'network'), progress, firstPort: 32_100 });
  const consoles = await Consoles.start(chromium);
  try {
    progress.step('the console over a thin line');
    const page = await (await consoles.window()).newPage();
    page.setDefaultTimeout(120_000);
    await thin(page);
    const { name, password } = network.signIn('ne');
    const url = network.consoleUrl('ne');
    const typing = page.locator('input[autocomplete=username]');
    const heading = page.locator('main#content h1');
    const signInS = await seconds(async () => {
      await page.goto(url);
      await typing.waitFor();
    });
    await typing.fill(name);
    await page.locator('input[autocomplete=current-password]').fill(password);
    const homeS = await seconds(async () => {
      await page.locator('form button[type=submit]').click();
      await heading.waitFor();
    });
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    const againS = await seconds(async () => {
      await page.reload();
      await heading.waitFor();
    });
    const inboxS = await seconds(async () => {
      await page.locator('nav a[href="/alerts"]').click();
      await page.locator('[data-search]').waitFor();
    });
    const { bytes } = JSON.parse(await readFile('dist/console/first-load.json', 'utf8'));
    return { firstLoadBytes: bytes, signInS, homeS, againS, inboxS };
  } finally {
    await consoles.stop();
    await network.stop();
    await rm(parent, { recursive: true, force: true });
  }
}

async function thin(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    downloadThroughput: DOWN_BPS / 8,
    uploadThroughput: UP_BPS / 8,
    latency: ROUND_TRIP_MS,
  });
}

async function seconds(what: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await what();
  return (performance.now() - began) / 1000;
}
