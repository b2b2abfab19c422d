import {
  forceCenter,
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  type SimulationNodeDatum,
} from 'd3-force';
import { useMemo } from 'react';
import { useWords } from '../language/index.js';
import styles from './networks.module.css';

interface Member {
  readonly id: string;
  readonly title: string;
  readonly sender: string;
  readonly confirmed: boolean;
}
interface Link {
  readonly a: string;
  readonly b: string;
  readonly score: number;
}
type Placed = Member & SimulationNodeDatum;
const SIZE = 480;
const ROUNDS = 300;
/** Of more than so many, only those that are looked at bear their titles: the list beside has them all. */
const MANY = 8;

/** Alerts as points, what they share as lines. Laid out once, so that it stays where it is while one looks. */
export function Graph({
  members,
  links,
  focus,
  onFocus,
  onOpen,
}: {
  members: readonly Member[];
  links: readonly Link[];
  focus: string | undefined;
  onFocus: (id: string | undefined) => void;
  onOpen: (alert: Member) => void;
}) {
  const { t } = useWords();
  const placed = useMemo(() => laidOut(members, links), [members, links]);
  const at = new Map(placed.map((one) => [one.id, one]));
  const near = new Set(links.flatMap((one) => (one.a === focus || one.b === focus ? [one.a, one.b] : [])));
  const faint = (id: string) => focus !== undefined && id !== focus && !near.has(id);
  return (
    <svg viewBox={`0 0 ${SIZE} ${SIZE}`} className={styles.graph} role="group" aria-label={t('networks.graph')}>
      {links.map((one) => (
        <line
          key={one.a + one.b}
          x1={at.get(one.a)?.x}
          y1={at.get(one.a)?.y}
          x2={at.get(one.b)?.x}
          y2={at.get(one.b)?.y}
          strokeWidth={1 + 4 * one.score}
          className={styles.link}
          data-faint={focus !== undefined && one.a !== focus && one.b !== focus}
        />
      ))}
      {placed.map((one) => (
        <g
          key={one.id}
          transform={`translate(${one.x} ${one.y})`}
          className={styles.node}
          data-faint={faint(one.id)}
          role="button"
          tabIndex={0}
          aria-label={`${one.sender.slice(0, 2).toUpperCase()} ${short(one.title)}`}
          aria-pressed={one.id === focus}
          onClick={() => onFocus(one.id === focus ? undefined : one.id)}
          onDoubleClick={() => onOpen(one)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onOpen(one);
            if (event.key === ' ') {
              event.preventDefault();
              onFocus(one.id === focus ? undefined : one.id);
            }
          }}
        >
          <circle r={13} data-confirmed={one.confirmed} />
          <text y={4} textAnchor="middle" className={styles.code}>
            {one.sender.slice(0, 2).toUpperCase()}
          </text>{' '}
          {(placed.length <= MANY || one.id === focus || near.has(one.id)) && (
            <text y={28} textAnchor="middle" className={styles.title}>
              {short(one.title)}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

const short = (title: string): string => (title.length > 34 ? `${title.slice(0, 33)}…` : title);

function laidOut(members: readonly Member[], links: readonly Link[]): Placed[] {
  const nodes: Placed[] = members.map((one) => ({ ...one }));
  forceSimulation(nodes)
    .force(
      'links',
      forceLink<Placed, { source: string; target: string }>(links.map(({ a, b }) => ({ source: a, target: b })))
        .id((one) => one.id)
        .distance(130),
    )
    .force('apart', forceManyBody().strength(-420))
    .force('room', forceCollide(44))
    .force('middle', forceCenter(SIZE / 2, SIZE / 2))
    .stop()
    .tick(ROUNDS);
  const inside = (value: number | undefined) => Math.min(SIZE - 50, Math.max(50, value ?? 0));
  return nodes.map((one) => ({ ...one, x: inside(one.x), y: inside(one.y) }));
}
