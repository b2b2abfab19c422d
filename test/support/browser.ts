import { existsSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { debianPrograms } from '#deploy/local/debian.js';
import type { SignIn } from '#deploy/local/network.js';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Program {
  readonly executablePath: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The machine's Chromium, or Debian's, unpacked beside it; undefined where there is neither. */
export async function findChromium(): Promise<Program | undefined> {
  const known = [process.env.CHROMIUM, ...PLACES].find((path) => path && existsSync(path));
  if (known) return { executablePath: known };
  try {
    const { root, env } = await debianPrograms('chromium', ['chromium']);
    return { executablePath: join(root, 'usr/lib/chromium/chromium'), env };
  } catch (error) {
    process.stderr.write(`Chromium could not be fetched: ${(error as Error).message}\n`);
    return undefined;
  }
}

export const HOW_TO_GET_CHROMIUM = 'Install Chromium (Debian: "apt-get install chromium"), or name one in CHROMIUM.';

/** A browser with a console of a member's officer in each window. */
export class Consoles {
  /** What a page asked of anybody but its own node, and what its policy stopped. */
  readonly strayed: string[] = [];
  private constructor(readonly browser: Browser) {}

  static async start({ executablePath, env }: Program): Promise<Consoles> {
    return new Consoles(await chromium.launch({ executablePath, args: FLAGS, env: { ...process.env, ...env } }));
  }
  stop = (): Promise<void> => this.browser.close();

  async window(options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext({
      viewport: { width: 1366, height: 768 },
      locale: 'en',
      // What moves is drawn again and again, here by the processor.
      reducedMotion: 'reduce',
      ...options,
    });
    context.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      // What a member's identity provider asks for on its own pages is its own affair.
      const asker = request.serviceWorker()?.url() ?? request.frame().url();
      if (asker.startsWith('http://localhost:')) return;
      if (protocol !== 'blob:' && protocol !== 'data:' && !hostname.endsWith('localhost'))
        this.strayed.push(request.url());
    });
    context.on('console', (message) => {
      if (/Content Security Policy|Trusted/.test(message.text())) this.strayed.push(message.text());
    });
    context.on('weberror', (error) => this.strayed.push(String(error.error())));
    return context;
  }

  /** An officer's console, signed in by password. */
  async signedIn(url: string, { name, password }: SignIn, options = {}): Promise<Page> {
    const page = await (await this.window(options)).newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(url);
    await page.locator('input[autocomplete=username]').fill(name);
    await page.locator('input[autocomplete=current-password]').fill(password);
    await page.locator('form button[type=submit]').click();
    await page.locator('main#content').waitFor();
    return page;
  }
}

/** All rules of WCAG 2.2 AA, or those of colour alone, for a page that is the same in other colours. */
const RULES = {
  all: { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  colour: { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } },
} as const;

/** What axe finds wrong with the page, each with where. */
export async function accessibilityFaults(page: Page, rules: keyof typeof RULES = 'all'): Promise<string[]> {
  // The page's policy lets no script in from outside: it is handed to the browser's own console.
  const source = AxeBuilder.source;
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: source });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, ${JSON.stringify(RULES[rules])}).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.target.join(' ') + ' ' + node.html.slice(0, 160))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  return result.value as string[];
}

/** Signs a second officer in, in the dialogue that asks for one before a release. */
export async function releasedBy(page: Page, { name, password }: SignIn): Promise<void> {
  await page.getByRole('textbox', { name: 'Second officer’s name' }).fill(name);
  await page.getByRole('dialog').locator('input[type=password]').fill(password);
  await page.getByRole('button', { name: 'Sign in and release' }).click();
}
