import { useEffect, useRef, useState } from 'react';
import { useMe } from '../sign-in/session.js';

/**
 * What is typed into a form that the node keeps no draft of. It is sealed on this machine under the form's name until it is sent or
 * begun anew, so that a closed tab, a lock or a lost line takes nothing.
 * @param fresh what the form begins with
 */
export function useKept<T extends object>(name: string, fresh: T) {
  const { vault } = useMe();
  const [value, setValue] = useState(fresh);
  const [standing, setStanding] = useState<'fresh' | 'keeping' | 'kept' | 'restored'>('fresh');
  /** False until it is known what was kept before. */
  const [ready, setReady] = useState(false);
  const begun = useRef(fresh);
  begun.current = fresh;
  /** The last that was typed, or none: what is written before it is not told as kept. */
  const typed = useRef<T>(undefined);
  const writing = useRef<Promise<unknown>>(Promise.resolve());
  const place = `form ${name}`;

  useEffect(() => {
    let gone = false;
    typed.current = undefined;
    setValue(begun.current);
    setStanding('fresh');
    setReady(false);
    void vault?.get<T>(place).then((kept) => {
      if (gone) return;
      setReady(true);
      if (!kept || typed.current) return;
      setValue({ ...begun.current, ...kept });
      setStanding('restored');
    });
    return () => {
      gone = true;
    };
  }, [vault, place]);

  const change = (by: Partial<T>) => {
    const next = { ...(typed.current ?? value), ...by };
    typed.current = next;
    setValue(next);
    setStanding('keeping');
    const write = async () => {
      if (typed.current !== next) return;
      await vault?.put(place, next);
      if (typed.current === next) setStanding('kept');
    };
    writing.current = writing.current.then(write);
  };
  const forget = async () => {
    typed.current = undefined;
    await writing.current;
    await vault?.remove(place);
    setValue(begun.current);
    setStanding('fresh');
  };
  return { value, change, forget, standing, ready };
}
