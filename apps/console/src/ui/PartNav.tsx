import { Link, useRoute } from 'wouter';
import styles from './parts.module.css';

/** The parts of an area, by the end of their address. */
export function PartNav({
  label,
  parts,
}: {
  label: string;
  parts: readonly (readonly [part: string, label: string])[];
}) {
  return (
    <nav className={styles.nav} aria-label={label}>
      {parts.map(([part, name]) => (
        <Part key={part} part={part} label={name} />
      ))}
    </nav>
  );
}

function Part({ part, label }: { part: string; label: string }) {
  const [here] = useRoute(`/${part}`);
  return (
    <Link href={`/${part}`} className={styles.part} aria-current={here ? 'page' : undefined}>
      {label}
    </Link>
  );
}
