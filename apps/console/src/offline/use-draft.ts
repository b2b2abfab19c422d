import { hashKey } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Problem } from '#libs/api/problem.js';
import { isUnreachable, node } from '../api/client.js';
import { useMe } from '../sign-in/session.js';
import { moveFiles } from './files-on-the-way.js';
import { answers } from './kept-answers.js';
import type { Vault } from './vault.js';

/** A draft as the node keeps it: every save is judged, and has a version. */
export interface KeptDraft {
  readonly id: string;
  readonly unit: string;
  readonly version: number;
  readonly savedAt: string;
  readonly savedBy: string;
  readonly releaseAskedBy: string | null;
}
/** How drafts of a kind are fetched and kept. */
export interface DraftRoom<View extends KeptDraft, Value> {
  readonly kind: string;
  readonly valueOf: (view: View) => Value;
  readonly load: (id: string) => Promise<View>;
  readonly save: (id: string, version: number, value: Value) => Promise<View>;
  readonly create: (unit: string, value: Value) => Promise<View>;
  /** The route that lists them. */
  readonly list: string;
}
/** A draft on this machine. */
interface Kept<View, Value> {
  readonly unit: string;
  readonly version: number;
  readonly value: Value;
  readonly at: number;
  /** As the node has it, where nothing was typed since. */
  readonly view?: View;
  /** What went to the node and has no answer yet: the node may have it. */
  readonly sent?: Value;
}
export type Saving = 'saved' | 'saving' | 'kept-here' | 'changed-elsewhere' | 'failed';

/** Drafts begun without a line have such an id until the node has given them one. */
const LOCAL = 'local-';
export const isLocal = (id: string): boolean => id.startsWith(LOCAL);
const SAVE_AFTER_MS = 700;
const KEEP_AFTER_MS = 150;
const AGAIN_MS = 4000;
const STEPS_BACK = 100;
const MEET_EVERY_MS = 5000;

const keptName = (kind: string, id: string): string => `draft ${kind} ${id}`;

/** Whether the node has what was sent, the answer alone having been lost. */
const isThere = <View extends KeptDraft, Value>(
  room: DraftRoom<View, Value>,
  sent: Value | undefined,
  loaded: View,
): boolean => sent !== undefined && hashKey([sent]) === hashKey([room.valueOf(loaded)]);

/** The draft in the list, for one that was never opened here. */
const listed = <View extends KeptDraft>(list: string, id: string): View | undefined =>
  answers
    .getQueriesData<{ drafts: readonly View[] }>({ queryKey: ['get', list] })
    .flatMap(([, all]) => all?.drafts ?? [])
    .find((one) => one.id === id);

/** Begins a draft on this machine alone. @returns the id that it goes by meanwhile */
async function beginHere<Value>(vault: Vault, kind: string, unit: string, value: Value): Promise<string> {
  const id = `${LOCAL}${crypto.randomUUID()}`;
  await vault.put(keptName(kind, id), { unit, version: 0, value, at: Date.now() } satisfies Kept<never, Value>);
  return id;
}

/** Drafts that were begun here without a line and have not reached the node: opened, they go there. */
export function useDraftsBegunHere<Value>(kind: string): readonly { id: string; value: Value; at: number }[] {
  const { vault } = useMe();
  const [found, setFound] = useState<readonly { id: string; value: Value; at: number }[]>([]);
  useEffect(() => {
    let gone = false;
    const look = async () => {
      const names = (await vault?.names(keptName(kind, LOCAL))) ?? [];
      const kept = await Promise.all(names.map((name) => vault!.get<Kept<never, Value>>(name)));
      const all = kept.flatMap((one, i) => (one ? [{ ...one, id: names[i]!.slice(keptName(kind, '').length) }] : []));
      if (!gone) setFound(all.sort((a, b) => b.at - a.at));
    };
    void look();
    return () => {
      gone = true;
    };
  }, [vault, kind]);
  return found;
}

/** Begins a draft once: on the node or, without a line, on this machine. @returns what went wrong with it */
export function useNewDraft<View extends KeptDraft, Value>(
  room: DraftRoom<View, Value>,
  unit: string | undefined,
  value: Value,
  vault: Vault | undefined,
  onBegun: (id: string) => void,
): unknown {
  const [error, setError] = useState<unknown>();
  const begun = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it begins once, as soon as the unit is known
  useEffect(() => {
    if (begun.current || !unit) return;
    begun.current = true;
    room
      .create(unit, value)
      .then(({ id }) => onBegun(id))
      .catch(async (problem: unknown) => {
        if (!isUnreachable(problem) || !vault) return setError(problem);
        onBegun(await beginHere(vault, room.kind, unit, value));
      });
  }, [unit]);
  return error;
}

/**
 * A draft in the writing. Every keystroke is kept sealed on this machine at once and goes to the node a moment later;
 * what the line or the tab loses is there again when the draft is opened next.
 */
export function useDraft<View extends KeptDraft, Value>(
  room: DraftRoom<View, Value>,
  id: string,
  vault: Vault | undefined,
  onGivenId: (id: string) => void,
) {
  const [view, setView] = useState<View>();
  const [value, setValue] = useState<Value>();
  const [unit, setUnit] = useState<string>();
  const [saving, setSaving] = useState<Saving>('saved');
  const [error, setError] = useState<unknown>();
  const [others, setOthers] = useState<readonly string[]>([]);
  const [changedBy, setChangedBy] = useState('');
  const version = useRef(0);
  const dirty = useRef(false);
  const latest = useRef<Value>(undefined);
  const sent = useRef<Value>(undefined);
  const past = useRef<Value[]>([]);
  const future = useRef<Value[]>([]);
  const timers = useRef<{ keep?: ReturnType<typeof setTimeout>; save?: ReturnType<typeof setTimeout> }>({});
  const underWay = useRef(false);
  const givenId = useRef(false);
  const name = keptName(room.kind, id);

  const take = useCallback((taken: Value | undefined) => {
    latest.current = taken;
    setValue(taken);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft is opened once
  useEffect(() => {
    let gone = false;
    const open = async () => {
      const kept = await vault?.get<Kept<View, Value>>(name);
      const unsaved = kept?.view ? undefined : kept;
      try {
        const loaded = isLocal(id) ? undefined : await room.load(id);
        if (gone) return;
        setView(loaded);
        setUnit(loaded?.unit ?? unsaved?.unit);
        version.current = loaded?.version ?? 0;
        if (loaded && !unsaved) void keepView(loaded);
        if (unsaved && (!loaded || unsaved.version === loaded.version || isThere(room, unsaved.sent, loaded))) {
          take(unsaved.value);
          dirty.current = true;
          void save();
        } else if (unsaved && loaded) {
          take(unsaved.value);
          dirty.current = true;
          setSaving('changed-elsewhere');
        } else if (loaded) take(room.valueOf(loaded));
        else setError(new Problem(404, 'draft-unknown', '', ''));
      } catch (problem) {
        const last = isUnreachable(problem) ? (kept?.view ?? listed<View>(room.list, id)) : undefined;
        if (!isUnreachable(problem) && kept?.view) await vault?.remove(name);
        if (gone) return;
        setView(last);
        if (!unsaved && last) {
          setUnit(last.unit);
          version.current = last.version;
          return take(room.valueOf(last));
        }
        if (!unsaved) return setError(problem);
        setUnit(unsaved.unit);
        version.current = unsaved.version;
        sent.current = unsaved.sent;
        take(unsaved.value);
        dirty.current = true;
        setSaving('kept-here');
        timers.current.save = setTimeout(() => void save(), AGAIN_MS);
      }
    };
    void open();
    return () => {
      gone = true;
      clearTimeout(timers.current.save);
    };
  }, [id, vault]);

  const keepView = (saved: View) =>
    vault?.put(keptName(room.kind, saved.id), {
      unit: saved.unit,
      version: saved.version,
      value: room.valueOf(saved),
      at: Date.now(),
      view: saved,
    } satisfies Kept<View, Value>);

  const keep = async (under = name) => {
    if (latest.current === undefined || givenId.current) return;
    const unsaved = {
      unit: unit ?? view?.unit ?? '',
      version: version.current,
      value: latest.current,
      at: Date.now(),
      ...(sent.current !== undefined && { sent: sent.current }),
    };
    await vault?.put(under, unsaved satisfies Kept<never, Value>);
  };
  const keeping = useRef(keep);
  keeping.current = keep;
  useEffect(() => {
    const leave = () => void (dirty.current && keeping.current());
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, []);
  /** A draft that was begun here has its id from the node now; with it go its files and what was typed meanwhile. */
  const goOnAs = async (saved: View) => {
    const next = keptName(room.kind, saved.id);
    if (dirty.current) await keep(next);
    givenId.current = true;
    await vault?.remove(name);
    await moveFiles(vault, name, next);
    onGivenId(saved.id);
  };

  /** @returns the view of what is saved, undefined where it could not be */
  const save = async (): Promise<View | undefined> => {
    clearTimeout(timers.current.save);
    if (!dirty.current) return view;
    if (underWay.current || latest.current === undefined) {
      timers.current.save = setTimeout(() => void save(), SAVE_AFTER_MS);
      return undefined;
    }
    underWay.current = true;
    setSaving('saving');
    try {
      const unsaved = isLocal(id) ? await vault?.get<Kept<View, Value>>(name) : undefined;
      if (sent.current !== undefined && !isLocal(id)) {
        const loaded = await room.load(id);
        if (isThere(room, sent.current, loaded)) version.current = loaded.version;
      }
      const going = latest.current;
      sent.current = going;
      await keep();
      const saved = isLocal(id)
        ? await room.create(unit ?? unsaved?.unit ?? '', going)
        : await room.save(id, version.current, going);
      sent.current = undefined;
      version.current = saved.version;
      setView(saved);
      setError(undefined);
      dirty.current = latest.current !== going;
      if (!dirty.current) {
        await keepView(saved);
        setSaving('saved');
      }
      if (isLocal(id)) await goOnAs(saved);
      return saved;
    } catch (problem) {
      const lost = isUnreachable(problem) || (problem instanceof Problem && [401, 423].includes(problem.status));
      const changed = problem instanceof Problem && problem.code === 'draft-changed';
      if (!lost) sent.current = undefined;
      await keep();
      setSaving(lost ? 'kept-here' : changed ? 'changed-elsewhere' : 'failed');
      if (!lost && !changed) setError(problem);
      if (changed) void meet();
      if (lost) timers.current.save = setTimeout(() => void save(), AGAIN_MS);
      return undefined;
    } finally {
      underWay.current = false;
    }
  };

  /** Tells colleagues that it is open here, and learns of them and of what they saved meanwhile. */
  const meet = async () => {
    if (isLocal(id)) return;
    try {
      const { data } = await node.PUT('/api/v1/drafts/{id}/presence', { params: { path: { id } } });
      setOthers(data!.others);
      setChangedBy(data!.savedBy);
      if (data!.version <= version.current || underWay.current || sent.current !== undefined) return;
      const loaded = dirty.current ? undefined : await room.load(id);
      // What was typed while it was fetched is not written over.
      if (!loaded || dirty.current) setSaving('changed-elsewhere');
      else await takeFrom(loaded);
    } catch {
      setOthers([]);
    }
  };
  const meeting = useRef(meet);
  meeting.current = meet;
  useEffect(() => {
    void meeting.current();
    const again = setInterval(() => void meeting.current(), MEET_EVERY_MS);
    return () => clearInterval(again);
  }, []);

  const takeFrom = async (loaded: View) => {
    version.current = loaded.version;
    dirty.current = false;
    setView(loaded);
    take(room.valueOf(loaded));
    setSaving('saved');
    await keepView(loaded);
  };

  const put = (next: Value) => {
    take(next);
    dirty.current = true;
    clearTimeout(timers.current.keep);
    timers.current.keep = setTimeout(() => void keep(), KEEP_AFTER_MS);
    if (saving === 'changed-elsewhere') return;
    setSaving('saving');
    clearTimeout(timers.current.save);
    timers.current.save = setTimeout(() => void save(), SAVE_AFTER_MS);
  };
  const change = (next: Value) => {
    if (latest.current !== undefined) past.current = [...past.current.slice(-STEPS_BACK), latest.current];
    future.current = [];
    put(next);
  };
  const step = (from: { current: Value[] }, to: { current: Value[] }) => {
    const next = from.current.at(-1);
    if (next === undefined || latest.current === undefined) return;
    from.current = from.current.slice(0, -1);
    to.current = [...to.current, latest.current];
    put(next);
  };

  return {
    /** What it goes by on this machine; its files wait under it. */
    place: name,
    view,
    value,
    unit: unit ?? view?.unit,
    saving,
    /** Who else has it open. */
    others,
    /** Who saved it last. */
    changedBy,
    error,
    change,
    save,
    undo: () => step(past, future),
    redo: () => step(future, past),
    /** Somebody else has saved since: what they wrote, or what is here over it. */
    takeTheirs: async () => takeFrom(await room.load(id)),
    keepOurs: async () => {
      version.current = (await room.load(id)).version;
      setSaving('saving');
      await save();
    },
  };
}
