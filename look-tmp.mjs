import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const net = JSON.parse(await readFile('/tmp/devnet/network.json', 'utf8'));
const port = { ne: 7101, pt: 7102, sn: 7103 };
export const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
export async function open(member, who, { width = 1366, height = 768, lang = 'en', dark = false } = {}) {
  const signIn =
    who === 'first'
      ? net.signIns[member]
      : who === 'second'
        ? net.secondSignIns[member]
        : who === 'admin'
          ? net.adminSignIns[member]
          : net.authoritySignIns[member][who === 'ac' ? 0 : 1];
  const context = await browser.newContext({
    viewport: { width, height },
    locale: lang,
    colorScheme: dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  page.on('console', (m) => {
    if (['error', 'warning'].includes(m.type())) console.log(member, m.type(), m.text().slice(0, 300));
  });
  page.on('pageerror', (e) => console.log(member, 'PAGEERROR', e.message.slice(0, 300), (e.stack ?? '').slice(0, 600)));
  page.on('response', (r) => {
    if (r.status() >= 400) console.log(member, r.status(), r.request().method(), r.url());
  });
  await page.goto(`http://${member}.localhost:${port[member]}/`);
  await page.locator('input[autocomplete=username]').fill(signIn.name);
  await page.locator('input[autocomplete=current-password]').fill(signIn.password);
  await page.locator('form button[type=submit]').click();
  await page.locator('main#content').waitFor({ timeout: 15000 });
  return page;
}
export const shot = (page, name, full = false) => page.screenshot({ path: `/tmp/look/${name}.png`, fullPage: full });
