import { TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '../api/client.js';
import { useWords } from '../language/index.js';
import { Awaited, Empty, MemberCode, Page } from '../ui/parts.js';
import { useListKeys } from '../ui/use-list-keys.js';
import styles from './directory.module.css';

const WorldMap = lazy(() => import('../map/WorldMap.js'));

/** Who is in the network, on the map and by name. */
export default function Members() {
  const { t, country } = useWords();
  const [, go] = useLocation();
  const listed = api.useQuery('get', '/api/v1/directory/members');
  const [typed, setTyped] = useState('');
  useListKeys('[data-member]');
  const nameOf = (one: { member: string; name: string }) => (one.member.length === 2 ? country(one.member) : one.name);
  const members = (listed.data?.members ?? [])
    .filter((one) => `${nameOf(one)} ${one.name} ${one.member}`.toLowerCase().includes(typed.toLowerCase()))
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  const marked = new Map(
    (listed.data?.members ?? []).map((one) => [
      one.member.toUpperCase(),
      t('directory.units', { count: one.units.length }),
    ]),
  );
  return (
    <Page wide title={t('directory.count', { count: listed.data?.members.length ?? 0 })}>
      <Awaited of={listed}>
        <div className={styles.split}>
          <Suspense>
            <WorldMap
              tall
              label={t('directory.map')}
              marked={marked}
              onCountry={(code) => go(`/members/${code.toLowerCase()}`)}
            />
          </Suspense>
          <div>
            <TextInput
              data-search
              mb="xs"
              leftSection={<Search size={14} />}
              placeholder={t('directory.find')}
              aria-label={t('directory.find')}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            {members.length === 0 ? (
              <Empty what={t('directory.none')} />
            ) : (
              <div className={styles.list}>
                {members.map((one) => (
                  <Link key={one.member} href={`/members/${one.member}`} className={styles.row} data-member>
                    <MemberCode unit={one.member} />
                    <span className={styles.grow}>
                      <strong>{nameOf(one)}</strong>
                    </span>
                    <span>
                      {one.standing === 'suspended'
                        ? t('directory.suspended')
                        : t('directory.units', { count: one.units.length })}
                    </span>
                  </Link>
                ))}
              </div>
            )}
          </div>
        </div>
      </Awaited>
    </Page>
  );
}
