import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { utf8 } from '#libs/cose/bytes.js';
import { sealUnder } from '#libs/store/storage-key.js';
import { DraftStore } from './draft-store.js';

test('a list reads and opens one draft at a time: a unit may keep many long ones', async () => {
  const storageKey = randomBytes(32);
  const sealedContent = sealUnder(storageKey, 'alert draft', utf8('{"title":"x"}'));
  const happened: string[] = [];
  const rows = {
    find: async ({ select }: { select: object }) => {
      happened.push(`chosen by ${Object.keys(select)}`);
      return [{ id: 'a' }, { id: 'gone' }, { id: 'b' }];
    },
    findOneBy: async ({ id }: { id: string }) => {
      happened.push(`read ${id}`);
      return id === 'gone' ? null : { id, kind: 'alert', unit: 'ne/police', sealedContent };
    },
  };
  const database = { getRepository: () => rows };
  const store = new DraftStore(database as never, {} as never, {} as never, {} as never, { storageKey } as never);
  const officer = { name: 'a', displayName: 'A', units: new Map([['ne/police', ['drafter']]]) };
  const listed = await store.list(officer as never, 'alert', ({ id, content }) => {
    happened.push(`told ${id}`);
    return { title: content.title };
  });
  expect(happened).toEqual(['chosen by id', 'read a', 'told a', 'read gone', 'read b', 'told b']);
  expect(listed).toMatchObject([
    { id: 'a', title: 'x' },
    { id: 'b', title: 'x' },
  ]);
  expect(listed[0]).not.toHaveProperty('content');
});
