import { browser, open, shot } from './look-tmp.mjs';

try {
  const page = await open('ne', 'first');
  await page.waitForTimeout(1500);
  await shot(page, 'home');
  await page.goto('http://ne.localhost:7101/alerts/write');
  await page.waitForTimeout(2500);
  await shot(page, 'writer');
  await page.goto('http://ne.localhost:7101/alerts');
  await page.waitForTimeout(1000);
  await shot(page, 'inbox');
  await page.goto('http://ne.localhost:7101/directory');
  await page.waitForTimeout(1500);
  await shot(page, 'members');
  await page.goto('http://ne.localhost:7101/cases');
  await page.waitForTimeout(1000);
  await shot(page, 'cases');
} finally {
  await browser.close();
}
