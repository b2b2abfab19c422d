import { Link, useLocation } from 'wouter';
import type { Answer } from '#libs/api/routes.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { api } from '../api/client.js';
import { useWords } from '../language/index.js';
import WorldMap, { type MapPoint } from '../map/WorldMap.js';
import { Awaited } from '../ui/parts.js';
import styles from './alerts.module.css';

type Line = Answer<'/api/v1/bulletins/alert'>['bulletins'][number];
const MOST = 100;

/** The points of a route that have a place on the map. */
export const onMap = (
  points: readonly { place: string; latitude?: number | null; longitude?: number | null }[],
): MapPoint[] =>
  points.flatMap(({ latitude, longitude, place }) =>
    typeof latitude === 'number' && typeof longitude === 'number' ? [{ latitude, longitude, label: place }] : [],
  );

/** What the filters choose as routes on the map, and in time. Nothing is opened by looking at it here. */
export default function RouteMap({ query, timeline }: { query: Readonly<Record<string, string>>; timeline: boolean }) {
  const { t } = useWords();
  const [, go] = useLocation();
  const found = api.useQuery('get', '/api/v1/bulletins/alert', {
    params: { query: { ...query, with: 'routes', limit: MOST } },
  });
  const alerts = (found.data?.bulletins ?? []).filter((one) => one.path !== null);
  const routes = alerts.flatMap((alert) =>
    alert.path!.routes.map((points, i) => ({
      key: `${referenceTo(alert)}-${i}`,
      href: `/${referenceTo(alert)}`,
      label: alert.title,
      points: onMap(points),
      faint: alerts.length > 6,
    })),
  );
  return (
    <Awaited of={found}>
      {!timeline && (
        <WorldMap
          tall
          label={t('alerts.map')}
          routes={routes.filter((one) => one.points.length > 0)}
          onOpen={(route) => route.href && go(route.href)}
        />
      )}
      <Lanes alerts={alerts} />
    </Awaited>
  );
}

/** From when to when each alert holds, what was seen when, and where today is. */
function Lanes({ alerts }: { alerts: readonly Line[] }) {
  const { t, dated } = useWords();
  if (alerts.length === 0) return null;
  const spans = alerts.map(({ id, sender, title, createdAt, path }) => {
    const from = Date.parse(createdAt);
    const seen = path!.routes
      .flat()
      .flatMap((point) =>
        [point.from, point.until].filter((day) => day !== null).map((day) => Date.parse(`${day}T12:00`)),
      );
    return {
      id,
      sender,
      title,
      from,
      until: Date.parse(path!.validUntil),
      seenFrom: Math.min(from, ...seen),
      seenUntil: seen.length > 0 ? Math.max(...seen) : from,
    };
  });
  const first = Math.min(...spans.map((one) => one.seenFrom));
  const last = Math.max(Date.now(), ...spans.map((one) => one.until));
  const x = (at: number) => (100 * (at - first)) / (last - first);
  return (
    <section className={styles.lanes} aria-label={t('alerts.view.timeline')}>
      <div className={styles.lane}>
        <span />
        <span>
          {dated(first)} – {dated(last)} · {t('alerts.timeline.hint')}
        </span>
      </div>
      {spans.map((one) => (
        <div key={referenceTo(one)} className={styles.lane}>
          <Link href={`/${referenceTo(one)}`}>{one.title}</Link>
          <svg
            viewBox="0 0 100 10"
            preserveAspectRatio="none"
            role="img"
            aria-label={`${dated(one.from)} – ${dated(one.until)}`}
          >
            <rect
              x={x(one.from)}
              width={Math.max(0.6, x(one.until) - x(one.from))}
              y={2}
              height={6}
              fill="var(--marked)"
            />
            <rect
              x={x(one.seenFrom)}
              width={Math.max(0.6, x(one.seenUntil) - x(one.seenFrom))}
              y={3.5}
              height={3}
              fill="var(--route)"
            />
            <line
              x1={x(Date.now())}
              x2={x(Date.now())}
              y1={0}
              y2={10}
              stroke="var(--mantine-color-text)"
              strokeWidth={0.25}
            />
          </svg>
        </div>
      ))}
    </section>
  );
}
