import { useEffect, useRef } from 'react';

/** j and k go through the rows of a list, Enter opens one: as hands on a keyboard expect. */
export function useListKeys(selector: string): void {
  const latest = useRef(selector);
  latest.current = selector;
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const step = { j: 1, k: -1 }[event.key];
      if (
        !step ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target.closest('input, textarea, select, [role="dialog"]')
      )
        return;
      const rows = [...document.querySelectorAll<HTMLElement>(latest.current)];
      const at = rows.indexOf(document.activeElement as HTMLElement);
      rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
    };
    addEventListener('keydown', heard);
    return () => removeEventListener('keydown', heard);
  }, []);
}
