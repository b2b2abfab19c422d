import { ActionIcon } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { Minus, Plus, RotateCcw } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useWords } from '../language/index.js';
import styles from './map.module.css';
import { BORDERS, HEIGHT, LANDS, place, unplace, WIDTH } from './world.js';

export interface MapPoint {
  readonly latitude: number;
  readonly longitude: number;
  readonly label: string;
}
export interface MapRoute {
  readonly key: string;
  readonly label: string;
  readonly points: readonly MapPoint[];
  /** Not the one that is looked at. */
  readonly faint?: boolean;
  readonly href?: string;
}
interface Props {
  readonly label: string;
  readonly routes?: readonly MapRoute[];
  /** Countries to mark, by code in capitals, each with why. */
  readonly marked?: ReadonlyMap<string, string>;
  /** Corners of an area, as latitude and longitude. */
  readonly area?: readonly (readonly [number, number])[];
  readonly onCountry?: (country: string) => void;
  /** Makes the points of the first route, or the corners of the area, movable. */
  readonly onMove?: (index: number, latitude: number, longitude: number) => void;
  /** What a press on the map adds. */
  readonly onAdd?: (latitude: number, longitude: number) => void;
  readonly onOpen?: (route: MapRoute) => void;
  readonly tall?: boolean;
}
interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}
const WHOLE: View = { x: 0, y: 0, scale: 1 };
const MAX_SCALE = 16;
const STEP: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** A map without a tile server: drawn from what the console holds, zoomed, moved and worked on by pointer or by keys. */
export default function WorldMap({ label, routes = [], marked, area, onCountry, onMove, onAdd, onOpen, tall }: Props) {
  const { t, country } = useWords();
  const svg = useRef<SVGSVGElement>(null);
  const [view, setView] = useState<View>(() =>
    around(
      routes
        .flatMap((one) => one.points)
        .concat((area ?? []).map(([latitude, longitude]) => ({ latitude, longitude, label: '' }))),
    ),
  );
  const grip = useRef<{ index: number | undefined; x: number; y: number; moved: boolean; view: View }>(undefined);
  const [dragged, setDragged] = useState<{ index: number; at: readonly [number, number] }>();
  const frame = useElementSize();
  /** A pixel of the screen in the map's own units: names and points are as large at any size and from any height. */
  const size = 1 / (view.scale * (Math.min(frame.width / WIDTH, frame.height / HEIGHT) || 1));

  const zoom = (factor: number) =>
    setView((before) => {
      const scale = Math.min(MAX_SCALE, Math.max(1, before.scale * factor));
      const shown = (all: number, by: number) => all / by;
      return bounded({
        scale,
        x: before.x + (shown(WIDTH, before.scale) - shown(WIDTH, scale)) / 2,
        y: before.y + (shown(HEIGHT, before.scale) - shown(HEIGHT, scale)) / 2,
      });
    });
  const toMap = (event: { clientX: number; clientY: number }): [number, number] => {
    const matrix = svg.current!.getScreenCTM()!.inverse();
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    return [x, y];
  };
  const press = (event: PointerEvent, index?: number) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    svg.current!.setPointerCapture(event.pointerId);
    grip.current = { index, x: event.clientX, y: event.clientY, moved: false, view };
  };
  const drag = (event: PointerEvent) => {
    const held = grip.current;
    if (!held) return;
    if (!held.moved && Math.hypot(event.clientX - held.x, event.clientY - held.y) < 4) return;
    held.moved = true;
    if (held.index !== undefined && onMove) return setDragged({ index: held.index, at: toMap(event) });
    setView(
      bounded({
        ...held.view,
        x: held.view.x - (event.clientX - held.x) * size,
        y: held.view.y - (event.clientY - held.y) * size,
      }),
    );
  };
  const release = (event: PointerEvent) => {
    const held = grip.current;
    grip.current = undefined;
    if (!held) return;
    if (held.index !== undefined) {
      if (held.moved && onMove) onMove(held.index, ...unplace(...toMap(event)));
      setDragged(undefined);
    } else if (!held.moved && onAdd) onAdd(...unplace(...toMap(event)));
  };
  const byKey = (event: KeyboardEvent, index: number, [x, y]: readonly [number, number]) => {
    const step = STEP[event.key];
    if (!step || !onMove) return;
    event.preventDefault();
    const far = (event.shiftKey ? 12 : 2) / view.scale;
    onMove(index, ...unplace(x + step[0] * far, y + step[1] * far));
  };
  const panByKey = (event: KeyboardEvent) => {
    if (event.target !== svg.current) return;
    const step = STEP[event.key];
    if (step) {
      event.preventDefault();
      setView((before) =>
        bounded({
          ...before,
          x: before.x + (step[0] * 40) / before.scale,
          y: before.y + (step[1] * 40) / before.scale,
        }),
      );
    } else if (event.key === '+') zoom(1.5);
    else if (event.key === '-') zoom(1 / 1.5);
  };
  const at = (
    point: { latitude: number; longitude: number },
    index: number,
    movable: boolean,
  ): readonly [number, number] =>
    movable && dragged?.index === index ? dragged.at : place(point.latitude, point.longitude);
  const corners = area?.map(([latitude, longitude], i) => at({ latitude, longitude }, i, routes.length === 0));

  return (
    <div className={styles.frame} data-tall={tall ?? false} ref={frame.ref}>
      <svg
        ref={svg}
        viewBox={`${view.x} ${view.y} ${WIDTH / view.scale} ${HEIGHT / view.scale}`}
        className={styles.map}
        role="application"
        aria-label={`${label}. ${t('map.keys')}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows and plus and minus move and zoom it
        tabIndex={0}
        onPointerDown={press}
        onPointerMove={drag}
        onPointerUp={release}
        onKeyDown={panByKey}
        onWheel={(event) => event.ctrlKey && zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2)}
      >
        {LANDS.map((land) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: every country is in the list beside the map, too
          <path
            key={land.key}
            d={land.outline}
            className={styles.land}
            data-marked={Boolean(land.country && marked?.has(land.country))}
            data-active={Boolean(onCountry && land.country && marked?.has(land.country))}
            onClick={() => land.country && marked?.has(land.country) && onCountry?.(land.country)}
          >
            {land.country && (
              <title>{[country(land.country), marked?.get(land.country)].filter(Boolean).join(': ')}</title>
            )}
          </path>
        ))}
        <path d={BORDERS} className={styles.borders} strokeWidth={0.8 * size} />
        {corners && corners.length > 0 && (
          <polygon
            points={corners.map((one) => one.join(',')).join(' ')}
            className={styles.area}
            strokeWidth={1.5 * size}
          />
        )}
        {routes.map((route, r) => (
          <g key={route.key} data-faint={route.faint ?? false} className={styles.route}>
            <polyline
              points={route.points.map((point, i) => at(point, i, r === 0).join(',')).join(' ')}
              strokeWidth={2.2 * size}
              strokeDasharray={`${5 * size} ${3 * size}`}
              {...(onOpen && { onClick: () => onOpen(route), className: styles.open })}
            >
              <title>{route.label}</title>
            </polyline>
            {route.points.map((point, i) => {
              const where = at(point, i, r === 0);
              const movable = r === 0 && Boolean(onMove);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a route may pass through one place twice
                <g key={i} transform={`translate(${where[0]} ${where[1]}) scale(${size})`}>
                  <circle
                    r={movable ? 7 : 4.5}
                    className={movable ? styles.handle : styles.point}
                    {...(movable && {
                      role: 'button',
                      tabIndex: 0,
                      'aria-label': t('map.point', { number: i + 1, place: point.label }),
                      onPointerDown: (event: PointerEvent) => press(event, i),
                      onKeyDown: (event: KeyboardEvent) => byKey(event, i, where),
                    })}
                  />
                  {!route.faint && (
                    <text x={9} y={4} className={styles.name}>
                      {point.label}
                    </text>
                  )}
                </g>
              );
            })}
          </g>
        ))}
        {corners?.map((where, i) => (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: corners have no name but their number
            key={i}
            cx={where[0]}
            cy={where[1]}
            r={6 * size}
            className={styles.handle}
            role="button"
            tabIndex={0}
            aria-label={t('map.corner', { number: i + 1 })}
            onPointerDown={(event) => press(event, i)}
            onKeyDown={(event) => byKey(event, i, where)}
          />
        ))}
      </svg>
      <div className={styles.tools}>
        <ActionIcon variant="default" size="sm" aria-label={t('map.closer')} onClick={() => zoom(1.6)}>
          <Plus size={14} />
        </ActionIcon>
        <ActionIcon variant="default" size="sm" aria-label={t('map.further')} onClick={() => zoom(1 / 1.6)}>
          <Minus size={14} />
        </ActionIcon>
        <ActionIcon variant="default" size="sm" aria-label={t('map.whole')} onClick={() => setView(WHOLE)}>
          <RotateCcw size={14} />
        </ActionIcon>
      </div>
    </div>
  );
}

const bounded = ({ x, y, scale }: View): View => ({
  scale,
  x: Math.min(WIDTH - WIDTH / scale, Math.max(0, x)),
  y: Math.min(HEIGHT - HEIGHT / scale, Math.max(0, y)),
});

/** Close enough to see what is shown, with room around it. */
function around(points: readonly MapPoint[]): View {
  if (points.length === 0) return WHOLE;
  const placed = points.map((one) => place(one.latitude, one.longitude));
  const [xs, ys] = [placed.map(([x]) => x), placed.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(8, Math.max(1, Math.min(WIDTH / (right - left + 120), HEIGHT / (bottom - top + 120))));
  return bounded({ scale, x: (left + right - WIDTH / scale) / 2, y: (top + bottom - HEIGHT / scale) / 2 });
}
