import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { Problem } from '#libs/api/problem.js';
import type { Answer } from '#libs/api/routes.js';
import { isUnreachable, node, onSignal, signal } from '../api/client.js';
import { keepAnswers } from '../offline/kept-answers.js';
import { Vault } from '../offline/vault.js';

export type Me = Answer<'/api/v1/session'>;
export type Role = Me['units'][number]['roles'][number];
type Standing = 'asking' | 'signed-out' | 'open' | 'locked' | 'enrolling' | 'cut-off';

interface SessionState {
  readonly standing: Standing;
  /** Who is signed in; without a line, as it was when they last were. */
  readonly me: Me | undefined;
  readonly vault: Vault | undefined;
  /** Asks the node again who is signed in. @param password where one was just typed: it can open what is kept without a line */
  readonly renew: (password?: string) => Promise<void>;
  readonly openCutOff: (officer: string, password: string) => Promise<boolean>;
  readonly lock: () => Promise<void>;
  readonly signOut: () => Promise<void>;
}
const Session = createContext<SessionState | undefined>(undefined);
const ACTIVITY_EVERY_MS = 45_000;

export function SessionProvider({ children }: { children: ReactNode }) {
  const [standing, setStanding] = useState<Standing>('asking');
  const [me, setMe] = useState<Me>();
  const [vault, setVault] = useState<Vault>();
  const stop = useRef<() => void>(undefined);
  const client = useQueryClient();

  const close = useCallback(() => {
    stop.current?.();
    stop.current = undefined;
    setVault(undefined);
  }, []);

  const use = useCallback(async (opened: Vault) => {
    stop.current?.();
    stop.current = await keepAnswers(opened);
    setVault(opened);
  }, []);

  const renew = useCallback(
    async (password?: string) => {
      try {
        const { data } = await node.GET('/api/v1/session');
        if (!data) return;
        setMe(data);
        if (data.session.locked) return setStanding('locked');
        if (data.mustEnrol) return setStanding('enrolling');
        const { data: offline } = await node.GET('/api/v1/session/offline-key');
        if (!offline) return;
        const opened = await Vault.open(data.name, offline.key);
        if (password) void Vault.wrap(data.name, offline.key, password);
        await use(opened);
        void opened.put('me', data);
        setStanding('open');
      } catch (error) {
        if (isUnreachable(error)) return setStanding('cut-off');
        if (!(error instanceof Problem)) throw error;
        if (error.code === 'session-locked') setStanding('locked');
        else {
          setStanding('signed-out');
          setMe(undefined);
          close();
        }
      }
    },
    [close, use],
  );

  const openCutOff = useCallback(
    async (officer: string, password: string) => {
      const opened = await Vault.unwrap(officer, password);
      const before = await opened?.get<Me>('me');
      if (!opened || !before) return false;
      await use(opened);
      setMe(before);
      setStanding('open');
      return true;
    },
    [use],
  );

  const lock = useCallback(async () => {
    await node.POST('/api/v1/session/lock').catch(() => undefined);
    signal('session-locked');
  }, []);

  const signOut = useCallback(async () => {
    const name = me?.name;
    await node.DELETE('/api/v1/session').catch(() => undefined);
    if (name) await Vault.forget(name);
    // Loaded anew, so that nothing of the session stays in memory.
    location.assign('/');
  }, [me]);

  useEffect(() => void renew(), [renew]);
  useEffect(
    () =>
      onSignal((state) => {
        if (state === 'session-over') {
          close();
          setStanding((before) => (before === 'asking' ? before : 'signed-out'));
        }
        if (state === 'session-locked') {
          close();
          setStanding('locked');
        }
      }),
    [close],
  );
  // With the session go its answers: by now its screens are gone, and what the door itself asks for is in use.
  useEffect(() => {
    if (standing === 'signed-out' || standing === 'locked') client.removeQueries({ type: 'inactive' });
  }, [standing, client]);
  useIdleLock(standing === 'open' ? me?.lockSeconds : undefined, lock);

  const value = useMemo(
    () => ({ standing, me, vault, renew, openCutOff, lock, signOut }),
    [standing, me, vault, renew, openCutOff, lock, signOut],
  );
  return <Session.Provider value={value}>{children}</Session.Provider>;
}

/** Tells the node that a person is there, and locks when nobody was for too long. */
function useIdleLock(seconds: number | undefined, lock: () => Promise<void>): void {
  useEffect(() => {
    if (seconds === undefined) return;
    let touched = Date.now();
    let told = Date.now();
    const touch = () => {
      touched = Date.now();
      if (touched - told < ACTIVITY_EVERY_MS) return;
      told = touched;
      void node.PUT('/api/v1/session/activity').catch(() => undefined);
    };
    const events = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const event of events) addEventListener(event, touch, { passive: true });
    const watch = setInterval(() => {
      if (Date.now() - touched > seconds * 1000) void lock();
    }, 1000);
    return () => {
      for (const event of events) removeEventListener(event, touch);
      clearInterval(watch);
    };
  }, [seconds, lock]);
}

export function useSession(): SessionState {
  const state = useContext(Session);
  if (!state) throw new Error('useSession outside of its provider');
  return state;
}

/** The signed-in officer, in what is only shown to one. */
export function useMe() {
  const { me, vault } = useSession();
  if (!me) throw new Error('nobody is signed in');
  const holds = (...roles: Role[]): string[] =>
    me.units.filter((one) => one.roles.some((role) => roles.includes(role))).map((one) => one.unit);
  /** Whether they read what their units receive: an administrator does not. */
  const reads = holds('drafter', 'releaser', 'liaison-officer', 'evidence-custodian', 'auditor').length > 0;
  return { me, vault, holds, reads };
}
