import { afterAll, beforeAll } from '@jest/globals';
import type { Page } from 'playwright-core';
import { whereThereIs } from '#libs/testing/where-there-is.js';
import { Consoles, findChromium } from './browser.js';
import { TestNetwork } from './journey.js';

/** A network, and an officer of Agadez and one of Lisbon at their consoles. */
export interface AtConsoles {
  readonly net: TestNetwork;
  readonly consoles: Consoles;
  readonly agadez: Page;
  readonly lisbon: Page;
}

const chromium = await findChromium();

/** Tests of what officers do at their consoles; skipped where there is no Chromium. */
export const withConsoles = (title: string, tests: () => void): void =>
  whereThereIs('Chromium', chromium !== undefined, title, tests);

/** Opens the consoles before the tests of a block, and ends them and the network after. */
export function atConsoles(
  network: Parameters<typeof TestNetwork.start>,
  opened: (at: AtConsoles) => void | Promise<void>,
): void {
  let net: TestNetwork | undefined;
  let consoles: Consoles | undefined;
  beforeAll(async () => {
    net = await TestNetwork.start(...network);
    consoles = await Consoles.start(chromium!);
    const { consoleUrl, signIn } = net.network;
    const [agadez, lisbon] = await Promise.all([
      consoles.signedIn(consoleUrl('ne'), signIn('ne')),
      consoles.signedIn(consoleUrl('pt'), signIn('pt')),
    ]);
    await opened({ net, consoles, agadez, lisbon });
  });
  afterAll(async () => {
    await consoles?.stop();
    await net?.stop();
  });
}
