import { expect, test } from '@jest/globals';
import { type Account, decode } from '@nats-io/jwt';
import { newHubAuthority } from './credentials.js';

test('the hub forgets what nothing answers within seconds, at every service that it has for members', async () => {
  const { hub } = await newHubAuthority();
  const { exports } = decode<Account>(hub.jwt).nats;
  const services = exports!.filter(({ type }) => type === 'service');
  expect(services.length).toBeGreaterThan(3);
  const seconds = services.map(({ response_threshold }) => (response_threshold ?? Infinity) / 1e9);
  expect(Math.max(...seconds)).toBeLessThanOrEqual(40);
});
