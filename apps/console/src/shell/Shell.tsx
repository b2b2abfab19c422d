import {
  ActionIcon,
  Burger,
  Button,
  Group,
  Kbd,
  Menu,
  Modal,
  Text,
  Tooltip,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { Languages, Lock, LogOut, Moon, Rows3, Search, Sun, UserRound } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '../api/client.js';
import { type ConsoleLanguage, LANGUAGES, speak, useWords } from '../language/index.js';
import { useLine } from '../offline/line.js';
import { useMe, useSession } from '../sign-in/session.js';
import { Freshness } from './Freshness.js';
import { useLiveUpdates } from './live.js';
import { PLACES } from './places.js';
import styles from './shell.module.css';

const palettes = () => import('./Palette.js');
const Palette = lazy(palettes);
/** Fetched once the screen stands, so that it opens at once and takes the first letter typed. */
const PALETTE_AFTER_MS = 1500;
const DENSITY = 'liaison-density';

export function Shell({ children }: { children: ReactNode }) {
  const { t, language, clock, listed } = useWords();
  const { me, holds, reads } = useMe();
  const { lock, signOut } = useSession();
  const line = useLine();
  const [path, go] = useLocation();
  const [menuOpen, menu] = useDisclosure(false);
  const [helpOpen, help] = useDisclosure(false);
  const [paletteOpen, palette] = useDisclosure(false);
  const [dense, setDense] = useState(localStorage.getItem(DENSITY) === 'dense');
  const { colorScheme, toggleColorScheme } = useMantineColorScheme();
  useLiveUpdates();
  const on = { enabled: reads };
  const unread = api.useQuery(
    'get',
    '/api/v1/bulletins/alert',
    { params: { query: { unread: 'yes', limit: 200 } } },
    on,
  );
  const due = api.useQuery(
    'get',
    '/api/v1/cases',
    { params: { query: { waitsFor: 'us', open: 'true', limit: 200 } } },
    on,
  );
  const counts: Readonly<Record<string, number | undefined>> = {
    alerts: unread.data?.bulletins.length,
    cases: due.data?.cases.length,
  };
  useEffect(() => {
    const soon = setTimeout(() => void palettes(), PALETTE_AFTER_MS);
    return () => clearTimeout(soon);
  }, []);
  const content = useRef<HTMLElement>(null);
  const places = PLACES.filter(({ roles }) => !roles || holds(...roles).length > 0);

  useEffect(() => {
    document.documentElement.dataset.density = dense ? 'dense' : 'roomy';
    localStorage.setItem(DENSITY, dense ? 'dense' : 'roomy');
  }, [dense]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new screen closes the menu and begins at its top
  useEffect(() => {
    menu.close();
    scrollTo(0, 0);
  }, [path]);
  // Whoever came by keyboard goes on in what they came for, not in the menu again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a new screen, and where the palette was left
  useEffect(() => {
    const main = content.current;
    if (!paletteOpen && main && !main.contains(document.activeElement)) main.focus({ preventScroll: true });
  }, [path, paletteOpen]);
  useSequences({ g: Object.fromEntries(places.map(({ letter, href }) => [letter, () => go(href)])) });
  useHotkeys([
    ['mod+K', palette.open],
    ['/', () => (document.querySelector<HTMLElement>('[data-search]') ?? { focus: palette.open }).focus()],
    ['shift+?', help.open],
    ['mod+shift+L', () => void lock()],
  ]);

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t('skip')}
      </a>
      <header className={styles.header}>
        <Burger
          className={styles.burger}
          size="sm"
          opened={menuOpen}
          onClick={menu.toggle}
          aria-label={t('menu')}
          aria-expanded={menuOpen}
        />
        <Link href="/" className={styles.brand} aria-label="Liaison">
          <img src="/icon.svg" width={24} height={24} alt="" />
          <span>Liaison</span>
        </Link>
        <UnstyledButton className={styles.search} onClick={palette.open}>
          <Search size={14} aria-hidden />
          <span>{t('palette.open')}</span>
          <Kbd size="xs" aria-hidden>
            Ctrl K
          </Kbd>
        </UnstyledButton>
        <Group gap={4} wrap="nowrap" className={styles.tools}>
          <Freshness />
          <Tooltip label={t('dense')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('dense')}
              aria-pressed={dense}
              onClick={() => setDense(!dense)}
              className={styles.roomy}
            >
              <Rows3 size={17} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('dark')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('dark')}
              aria-pressed={colorScheme === 'dark'}
              onClick={toggleColorScheme}
              className={styles.roomy}
            >
              {colorScheme === 'dark' ? <Sun size={17} /> : <Moon size={17} />}
            </ActionIcon>
          </Tooltip>
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                leftSection={<Languages size={15} />}
                aria-label={`${language.toUpperCase()}: ${t('language')}`}
              >
                {language.toUpperCase()}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {Object.entries(LANGUAGES).map(([code, name]) => (
                <Menu.Item
                  key={code}
                  lang={code}
                  onClick={() => void speak(code as ConsoleLanguage)}
                  aria-current={code === language}
                >
                  {name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Menu position="bottom-end" withinPortal width={260}>
            <Menu.Target>
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                leftSection={<UserRound size={15} />}
                className={styles.me}
              >
                <bdi className={styles.name}>{me.displayName}</bdi>
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {me.units.map(({ unit, roles }) => (
                <Menu.Label key={unit}>
                  <bdi>{unit}</bdi>: {listed(roles.map((role) => t(`role.${role}`)))}
                </Menu.Label>
              ))}
              <Menu.Divider />
              <Menu.Item component={Link} href="/account" leftSection={<UserRound size={15} />}>
                {t('account.title')}
              </Menu.Item>
              <Menu.Item
                leftSection={<Lock size={15} />}
                onClick={() => void lock()}
                rightSection={<Kbd size="xs">Ctrl ⇧ L</Kbd>}
              >
                {t('lock.now')}
              </Menu.Item>
              <Menu.Item leftSection={<LogOut size={15} />} onClick={() => void signOut()}>
                {t('sign-out')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      </header>
      <nav className={styles.nav} data-open={menuOpen} aria-label={t('menu')}>
        {places.map(({ href, key, icon: Icon }) => {
          const here = href === '/' ? path === '/' : path.startsWith(href);
          return (
            <Link key={href} href={href} className={styles.place} aria-current={here ? 'page' : undefined}>
              <Icon size={17} aria-hidden />
              <span>{t(`place.${key}`)}</span>
              {Boolean(counts[key]) && <span className={styles.count}>{counts[key]}</span>}
            </Link>
          );
        })}
      </nav>
      <main id="content" ref={content} className={styles.main} tabIndex={-1}>
        {!line.reached && (
          <div role="status" className={styles.cut}>
            {t('cut-off.bar', { since: clock(line.at) })}
          </div>
        )}
        {children}
      </main>
      {paletteOpen && (
        <Suspense>
          <Palette onClose={palette.close} />
        </Suspense>
      )}
      <Modal
        opened={helpOpen}
        onClose={help.close}
        title={t('shortcuts.title')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {[
          ['Ctrl K', t('palette.open')],
          ['/', t('shortcuts.search')],
          ...places.map(({ letter, key }) => [`g ${letter}`, t('shortcuts.go', { place: t(`place.${key}`) })]),
          ['j  k', t('shortcuts.move')],
          ['Enter', t('shortcuts.open')],
          ['Ctrl ⇧ L', t('lock.now')],
          ['?', t('shortcuts.title')],
        ].map(([keys, what]) => (
          <Group key={keys} justify="space-between" py={4}>
            <Text size="sm">{what}</Text>
            <Kbd>{keys}</Kbd>
          </Group>
        ))}
      </Modal>
    </div>
  );
}

/** Two keys after each other, "g" then "a"; nothing where an officer is typing. */
function useSequences(sequences: Readonly<Record<string, Readonly<Record<string, () => void>>>>): void {
  useEffect(() => {
    let first: string | undefined;
    let over: ReturnType<typeof setTimeout>;
    const heard = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (
        target.closest('input, textarea, select, [contenteditable], [role="dialog"]') ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey
      )
        return;
      const act = first && sequences[first]?.[event.key];
      first = undefined;
      if (act) act();
      else if (event.key in sequences) {
        first = event.key;
        clearTimeout(over);
        over = setTimeout(() => {
          first = undefined;
        }, 1200);
      }
    };
    addEventListener('keydown', heard);
    return () => removeEventListener('keydown', heard);
  });
}
