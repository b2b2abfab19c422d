import { Modal, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { referenceTo } from '#libs/envelope/reference.js';
import { api } from '../api/client.js';
import { useMayWrite } from '../directory/use-may-write.js';
import { useWords } from '../language/index.js';
import { useMe, useSession } from '../sign-in/session.js';
import styles from './palette.module.css';
import { PLACES } from './places.js';

interface Found {
  readonly id: string;
  readonly what: string;
  readonly where: string;
  readonly act: () => void;
}

const takeFocus = (field: HTMLInputElement | null): void => field?.focus();

/** Everything by name: places, things to do, alerts, cases, members, contacts. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { t, country } = useWords();
  const { holds } = useMe();
  const { lock } = useSession();
  const mayWrite = useMayWrite();
  const [, go] = useLocation();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [wanted] = useDebouncedValue(typed.trim(), 200);
  const asks = wanted.length >= 2;
  const alerts = api.useQuery(
    'get',
    '/api/v1/bulletins/alert',
    { params: { query: { q: wanted, box: 'all', limit: 6 } } },
    { enabled: asks },
  );
  const cases = api.useQuery('get', '/api/v1/cases', { params: { query: { q: wanted, limit: 6 } } }, { enabled: asks });
  const contacts = api.useQuery('get', '/api/v1/contacts', { params: { query: { text: wanted } } }, { enabled: asks });
  const members = api.useQuery('get', '/api/v1/directory/members');

  const found = useMemo<Found[]>(() => {
    const to = (href: string) => () => go(href);
    const fixed: Found[] = [
      ...(mayWrite.bulletins.length > 0
        ? [{ id: 'write-alert', what: t('alerts.write'), where: t('palette.do'), act: to('/alerts/write') }]
        : []),
      ...(mayWrite.requests.length > 0
        ? [{ id: 'write-request', what: t('cases.write'), where: t('palette.do'), act: to('/cases/write') }]
        : []),
      ...PLACES.filter(({ roles }) => !roles || holds(...roles).length > 0).map(({ href, key }) => ({
        id: href,
        what: t(`place.${key}`),
        where: t('palette.go'),
        act: to(href),
      })),
      { id: 'account', what: t('account.title'), where: t('palette.go'), act: to('/account') },
      { id: 'lock', what: t('lock.now'), where: t('palette.do'), act: () => void lock() },
    ];
    const nations = (members.data?.members ?? []).map(({ member, name }) => ({
      id: `member-${member}`,
      what: `${country(member)} (${name})`,
      where: t('place.directory'),
      act: to(`/directory/members/${member}`),
    }));
    const fitting = [...fixed, ...nations].filter((one) => one.what.toLowerCase().includes(typed.trim().toLowerCase()));
    return [
      ...(typed ? fitting.slice(0, 8) : fixed),
      ...(asks ? (alerts.data?.bulletins ?? []) : []).map((one) => ({
        id: referenceTo(one),
        what: one.title,
        where: t('place.alerts'),
        act: to(`/alerts/${referenceTo(one)}`),
      })),
      ...(asks ? (cases.data?.cases ?? []) : []).map((one) => ({
        id: one.id,
        what: one.reference,
        where: t('place.cases'),
        act: to(`/cases/${one.id}`),
      })),
      ...(asks ? (contacts.data?.contacts ?? []) : []).slice(0, 6).map((one) => ({
        id: one.id,
        what: `${one.contact.name} · ${country(one.member)}`,
        where: t('contacts'),
        act: to(`/directory/members/${one.member}`),
      })),
    ];
  }, [typed, asks, alerts.data, cases.data, contacts.data, members.data, t, country, go, holds, lock, mayWrite]);

  const choose = (one: Found | undefined) => {
    if (!one) return;
    onClose();
    one.act();
  };
  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt((before) => (before + step + found.length) % Math.max(1, found.length));
    }
    if (event.key === 'Enter') choose(found[at]);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size="lg"
      yOffset="10vh"
      aria-label={t('palette.open')}
    >
      <TextInput
        data-autofocus
        // At once, and not when the dialogue has come in: whoever presses Ctrl K types on.
        ref={takeFocus}
        variant="unstyled"
        size="md"
        px="md"
        py={4}
        placeholder={t('palette.hint')}
        aria-label={t('palette.open')}
        role="combobox"
        aria-expanded
        aria-controls="palette"
        aria-activedescendant={found[at] ? `palette-${found[at].id}` : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={pressed}
      />
      <div id="palette" role="listbox" aria-label={t('palette.open')} className={styles.list}>
        {found.map((one, i) => (
          <UnstyledButton
            key={one.id}
            id={`palette-${one.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            className={styles.item}
            onMouseEnter={() => setAt(i)}
            onClick={() => choose(one)}
          >
            <Text size="sm" truncate>
              {one.what}
            </Text>
            <Text size="xs" c="dimmed">
              {one.where}
            </Text>
          </UnstyledButton>
        ))}
        {found.length === 0 && (
          <Text size="sm" c="dimmed" p="md">
            {t('palette.nothing')}
          </Text>
        )}
      </div>
    </Modal>
  );
}
