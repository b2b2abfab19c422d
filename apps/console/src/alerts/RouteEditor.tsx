import { ActionIcon, Autocomplete, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api, node } from '../api/client.js';
import { useWords } from '../language/index.js';
import WorldMap from '../map/WorldMap.js';
import { Several } from '../ui/choices.js';
import styles from './alerts.module.css';
import type { AlertDraft, RoutePoint } from './draft-room.js';
import { onMap } from './RouteMap.js';
import { movedTo, type Place, placeWhere, pointAt } from './route-point.js';

type Routes = NonNullable<AlertDraft['routes']>;

/** Places of a route, by name or by a press on the map, in the order travelled. */
export default function RouteEditor({ routes, onChange }: { routes: Routes; onChange: (routes: Routes) => void }) {
  const { t, alert: words, colon } = useWords();
  const [at, setAt] = useState(0);
  const route = routes[at];
  const put = (change: Partial<Routes[number]>) => {
    const next = { points: [], ...route, ...change };
    onChange(route ? routes.map((one, i) => (i === at ? next : one)) : [...routes, next]);
  };
  const points = route?.points ?? [];
  const putPoints = (next: RoutePoint[]) => {
    if (next.length === 0) onChange(routes.filter((_, i) => i !== at));
    else put({ points: next });
  };
  const add = (place: Place) => putPoints([...points, pointAt(place, points.length)]);
  /** The place nearest to where the map was pressed; far from all, the spot itself. */
  const near = async (latitude: number, longitude: number): Promise<Place> => {
    const query = { near: `${latitude},${longitude}`, limit: 1 };
    const found = await node.GET('/api/v1/places', { params: { query } }).catch(() => undefined);
    return placeWhere(latitude, longitude, found?.data);
  };
  // Points without a place on the map keep their number in the list, so the map's numbers are looked up.
  const placed = points.flatMap((point, i) => (point.coordinates ? [i] : []));
  const move = async (index: number, latitude: number, longitude: number) => {
    const i = placed[index]!;
    const place = await near(latitude, longitude);
    putPoints(points.map((point, j) => (j === i ? movedTo(point, place, i) : point)));
  };
  const swap = (i: number, j: number) => {
    const next = [...points];
    [next[i], next[j]] = [next[j]!, next[i]!];
    putPoints(next);
  };
  return (
    <Stack gap="xs">
      {routes.length > 1 && (
        <Group gap={6}>
          {routes.map((one, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: routes have no name but their number
            <Button key={i} size="compact-xs" variant={i === at ? 'light' : 'default'} onClick={() => setAt(i)}>
              {t('route.number', { number: i + 1 })}
              {colon}
              {one.points[0]?.place} – {one.points.at(-1)?.place}
            </Button>
          ))}
        </Group>
      )}
      <WorldMap
        label={t('route.map')}
        routes={[
          {
            key: 'edited',
            label: '',
            points: onMap(points.flatMap((one) => (one.coordinates ? [{ place: one.place, ...one.coordinates }] : []))),
          },
        ]}
        onMove={(i, latitude, longitude) => void move(i, latitude, longitude)}
        onAdd={(latitude, longitude) => void near(latitude, longitude).then(add)}
      />
      <Text size="xs" c="dimmed">
        {t('route.hint')}
      </Text>
      <div className={styles.points}>
        {points.map((point, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a route may pass through one place twice
          <div key={i} className={styles.pointRow}>
            <Text size="sm" c="dimmed">
              {i + 1}
            </Text>
            <PlaceInput
              label={t('route.place', { number: i + 1 })}
              point={point}
              onPlace={(place) => putPoints(points.map((one, j) => (j === i ? movedTo(one, place, i) : one)))}
              onName={(place) => putPoints(points.map((one, j) => (j === i ? { ...one, place } : one)))}
            />
            <NativeSelect
              size="xs"
              aria-label={t('route.role', { place: point.place })}
              value={point.role}
              data={Object.entries(words.pointRole).map(([code, word]) => ({ value: code, label: word }))}
              onChange={(event) =>
                putPoints(
                  points.map((one, j) =>
                    j === i ? { ...one, role: event.currentTarget.value as RoutePoint['role'] } : one,
                  ),
                )
              }
            />
            <Group gap={2}>
              <TextInput
                size="xs"
                type="date"
                aria-label={t('route.from', { place: point.place })}
                value={point.from ?? ''}
                w={130}
                onChange={(event) =>
                  putPoints(points.map((one, j) => (j === i ? dated(one, 'from', event.currentTarget.value) : one)))
                }
              />
              <TextInput
                size="xs"
                type="date"
                aria-label={t('route.until', { place: point.place })}
                value={point.until ?? ''}
                w={130}
                onChange={(event) =>
                  putPoints(points.map((one, j) => (j === i ? dated(one, 'until', event.currentTarget.value) : one)))
                }
              />
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t('route.up', { place: point.place })}
                disabled={i === 0}
                onClick={() => swap(i, i - 1)}
              >
                <ArrowUp size={14} />
              </ActionIcon>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t('route.down', { place: point.place })}
                disabled={i === points.length - 1}
                onClick={() => swap(i, i + 1)}
              >
                <ArrowDown size={14} />
              </ActionIcon>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="red"
                aria-label={t('route.remove', { place: point.place })}
                onClick={() => putPoints(points.filter((_, j) => j !== i))}
              >
                <Trash2 size={14} />
              </ActionIcon>
            </Group>
          </div>
        ))}
      </div>
      <AddPlace onPlace={add} />
      {route && (
        <>
          <Several
            label={t('route.transport')}
            words={words.transport}
            value={route.transport}
            onChange={(transport) => put({ transport })}
          />
          <Several
            label={t('route.frequency')}
            words={words.frequency}
            value={route.frequency ? [route.frequency] : []}
            onChange={(chosen) => put({ frequency: chosen.at(-1) })}
          />
          <Button
            size="compact-sm"
            variant="subtle"
            w="fit-content"
            onClick={() => {
              onChange([...routes, { points: [points.at(-1)!] }]);
              setAt(routes.length);
            }}
          >
            {t('route.another')}
          </Button>
        </>
      )}
    </Stack>
  );
}

function dated(point: RoutePoint, field: 'from' | 'until', day: string): RoutePoint {
  const { [field]: _, ...rest } = point;
  return day ? { ...rest, [field]: day } : rest;
}

/** What a name may mean, however it is spelt, as options to choose from. */
function usePlaceOptions(typed: string) {
  const { country } = useWords();
  const [wanted] = useDebouncedValue(typed.trim(), 200);
  const found = api.useQuery(
    'get',
    '/api/v1/places',
    { params: { query: { q: wanted, limit: 8 } } },
    { enabled: wanted.length >= 2, staleTime: Number.POSITIVE_INFINITY },
  );
  const places = found.data?.places ?? [];
  const labelOf = (place: (typeof places)[number]) =>
    `${place.name} (${country(place.country)}${place.crossingTo ? ` – ${country(place.crossingTo)}` : ''})`;
  return {
    labels: [...new Set(places.map(labelOf))],
    placeOf: (label: string) => places.find((one) => labelOf(one) === label),
  };
}

/** Names of places as they are typed, however they are spelt. */
function PlaceInput({
  label,
  point,
  onPlace,
  onName,
}: {
  label: string;
  point: RoutePoint;
  onPlace: (place: Place) => void;
  onName: (name: string) => void;
}) {
  const { country } = useWords();
  const [typed, setTyped] = useState<string>();
  const { labels, placeOf } = usePlaceOptions(typed ?? '');
  return (
    <Autocomplete
      size="xs"
      aria-label={label}
      value={typed ?? (point.country ? `${point.place} (${country(point.country)})` : point.place)}
      data={labels}
      filter={({ options }) => options}
      onChange={setTyped}
      onOptionSubmit={(chosen) => {
        const place = placeOf(chosen);
        if (place) onPlace(place);
        setTyped(undefined);
      }}
      onBlur={() => {
        if (typed?.trim()) onName(typed.replace(/ \([^)]*\)$/, '').trim());
        setTyped(undefined);
      }}
    />
  );
}

function AddPlace({ onPlace }: { onPlace: (place: Place) => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const { labels, placeOf } = usePlaceOptions(typed);
  return (
    <Autocomplete
      size="sm"
      label={t('route.add')}
      placeholder={t('route.add.hint')}
      value={typed}
      data={labels}
      filter={({ options }) => options}
      onChange={setTyped}
      onOptionSubmit={(chosen) => {
        const place = placeOf(chosen);
        if (place) onPlace(place);
        setTimeout(() => setTyped(''));
      }}
    />
  );
}
