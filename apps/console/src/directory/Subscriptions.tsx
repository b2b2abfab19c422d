import {
  ActionIcon,
  Alert,
  Button,
  Checkbox,
  Fieldset,
  Group,
  NativeSelect,
  Stack,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Answer } from '#libs/api/routes.js';
import { BULLETIN_NAMES } from '#libs/kinds/bulletin-names.js';
import { api } from '../api/client.js';
import { useWords } from '../language/index.js';
import { useKept } from '../offline/use-kept.js';
import { useMe } from '../sign-in/session.js';
import { useCountries } from '../ui/countries.js';
import { KeptHere } from '../ui/KeptHere.js';
import { Awaited, Empty, Page, Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';
import { publish } from './publish.js';
import { useUnitNames } from './unit-names.js';

const WorldMap = lazy(() => import('../map/WorldMap.js'));
type Line = Answer<'/api/v1/directory/subscriptions'>['subscriptions'][number]['lines'][number];
type Area = Line['areas'][number];
const REGIONS = ['north-africa', 'west-africa', 'central-africa', 'europe'] as const;
/** Corners in a statement are whole numbers of 1/100,000 degree. */
const PER_DEGREE = 100_000;
const FRESH: Line = {
  kinds: ['alert'],
  topics: [],
  areas: [],
  languages: [],
  urgentOnly: false,
  delivery: 'immediate',
};

/** What a unit wants to hear of, with an area drawn on the map; what it says is a signed statement in the log. */
export default function Subscriptions() {
  const { t } = useWords();
  const { holds, me } = useMe();
  const { nameOf, units } = useUnitNames();
  const client = useQueryClient();
  const member = me.units[0]?.unit.split('/')[0] ?? '';
  const said = api.useQuery('get', '/api/v1/directory/subscriptions', { params: { query: { member } } });
  const ours = units.filter((one) => one.member === member);
  const [unit, setUnit] = useState('');
  const chosen = unit || said.data?.subscriptions[0]?.unit || ours[0]?.unit || '';
  const before = said.data?.subscriptions.find((one) => one.unit === chosen)?.lines as Line[] | undefined;
  const kept = useKept<{ lines: Line[] | null }>(`subscription ${chosen}`, { lines: null });
  const { lines } = kept.value;
  const setLines = (next: Line[]) => kept.change({ lines: next });
  const { busy, error, attempt } = useAttempt(() =>
    client.invalidateQueries({ queryKey: ['get', '/api/v1/directory/subscriptions'] }),
  );
  const shown = lines ?? before ?? [];
  const change = (i: number, by: Partial<Line>) => setLines(shown.map((one, j) => (j === i ? { ...one, ...by } : one)));
  const [office] = holds('liaison-officer');
  const sign = () =>
    attempt(async () => {
      await publish(office!, { type: 'subscription-set', unit: chosen, lines: shown });
      await kept.forget();
      notifications.show({ message: t('subscriptions.done') });
    });
  return (
    <Page
      title={t('directory.subscriptions')}
      aside={
        <NativeSelect
          aria-label={t('alerts.unit')}
          value={chosen}
          onChange={(event) => setUnit(event.currentTarget.value)}
          data={ours.map((one) => ({ value: one.unit, label: nameOf(one.unit) }))}
        />
      }
    >
      {!office && <Alert mb="sm">{t('subscriptions.office-only')}</Alert>}
      <KeptHere kept={kept} />
      <Awaited of={said}>
        {shown.length === 0 && (
          <Section>
            <Empty
              what={t('subscriptions.none')}
              why={t('subscriptions.none.why')}
              {...(office && { action: t('subscriptions.add'), onAction: () => setLines([FRESH]) })}
            />
          </Section>
        )}
        {shown.map((line, i) => (
          <Section
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
            key={i}
            title={t('subscriptions.line', { number: i + 1 })}
            aside={
              office && (
                <ActionIcon
                  variant="subtle"
                  color="red"
                  aria-label={t('remove')}
                  onClick={() => setLines(shown.filter((_, j) => j !== i))}
                >
                  <Trash2 size={16} />
                </ActionIcon>
              )
            }
          >
            <Fieldset disabled={!office} variant="unstyled">
              <Stack gap="sm">
                <Group>
                  {BULLETIN_NAMES.map((kind) => (
                    <Checkbox
                      key={kind}
                      label={t(`kind.${kind}`)}
                      checked={line.kinds.includes(kind)}
                      onChange={(event) =>
                        change(i, {
                          kinds: event.currentTarget.checked
                            ? [...line.kinds, kind]
                            : line.kinds.filter((one) => one !== kind),
                        })
                      }
                    />
                  ))}
                  <Checkbox
                    label={t('subscriptions.urgent-only')}
                    checked={line.urgentOnly}
                    onChange={(event) => change(i, { urgentOnly: event.currentTarget.checked })}
                  />
                  <NativeSelect
                    size="xs"
                    aria-label={t('subscriptions.delivery')}
                    value={line.delivery}
                    data={[
                      { value: 'immediate', label: t('subscriptions.immediate') },
                      { value: 'digest', label: t('subscriptions.digest') },
                    ]}
                    onChange={(event) => change(i, { delivery: event.currentTarget.value as 'immediate' })}
                  />
                </Group>
                <TagsInput
                  label={t('field.topics')}
                  description={t('subscriptions.topics.hint')}
                  value={line.topics}
                  onChange={(topics) => change(i, { topics })}
                />
                <Areas value={line.areas} onChange={(areas) => change(i, { areas })} />
              </Stack>
            </Fieldset>
          </Section>
        ))}
        <ProblemText error={error} />
        {office && shown.length > 0 && (
          <Group>
            <Button variant="default" onClick={() => setLines([...shown, FRESH])}>
              {t('subscriptions.add')}
            </Button>
            <Button loading={busy} disabled={!lines} onClick={() => void sign()}>
              {t('subscriptions.publish', { unit: nameOf(chosen) })}
            </Button>
            {lines && (
              <Button variant="subtle" onClick={() => void kept.forget()}>
                {t('undo')}
              </Button>
            )}
          </Group>
        )}
      </Awaited>
    </Page>
  );
}

function Areas({ value, onChange }: { value: readonly Area[]; onChange: (areas: Area[]) => void }) {
  const { t, country } = useWords();
  const [drawing, setDrawing] = useState<number>();
  const countries = useCountries();
  const drawn = drawing === undefined ? undefined : (value[drawing] as Extract<Area, { type: 'polygon' }> | undefined);
  const corners = drawn?.corners ?? [];
  const put = (next: [number, number][]) =>
    onChange(value.map((one, i) => (i === drawing ? ({ ...one, corners: next } as Area) : one)));
  const asUnits = (latitude: number, longitude: number): [number, number] => [
    Math.round(longitude * PER_DEGREE),
    Math.round(latitude * PER_DEGREE),
  ];
  const marked = new Map(
    value.flatMap((one) => (one.type === 'country' ? [[one.country, t('subscriptions.area')] as const] : [])),
  );
  const labelOf = (one: Area) =>
    one.type === 'country'
      ? country(one.country)
      : one.type === 'region'
        ? t(`region.${one.region}`)
        : one.type === 'border'
          ? (one.countries as string[]).map(country).join(' – ')
          : one.name;
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('subscriptions.areas')}
      </Text>
      {value.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('subscriptions.everywhere')}
        </Text>
      )}
      <Group gap={6} my={6}>
        {value.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: areas have no name but their place
          <Button.Group key={i}>
            <Button
              size="compact-sm"
              variant={drawing === i ? 'light' : 'default'}
              onClick={() => one.type === 'polygon' && setDrawing(drawing === i ? undefined : i)}
            >
              {labelOf(one)}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('remove-named', { name: labelOf(one) })}
              onClick={() => {
                setDrawing(undefined);
                onChange(value.filter((_, j) => j !== i));
              }}
            >
              ×
            </Button>
          </Button.Group>
        ))}
      </Group>
      <Group gap="xs" mb="xs">
        <NativeSelect
          size="xs"
          aria-label={t('subscriptions.add-country')}
          value=""
          onChange={(event) =>
            event.currentTarget.value && onChange([...value, { type: 'country', country: event.currentTarget.value }])
          }
          data={[{ value: '', label: t('subscriptions.add-country') }, ...countries]}
        />
        <NativeSelect
          size="xs"
          aria-label={t('subscriptions.add-region')}
          value=""
          onChange={(event) =>
            event.currentTarget.value &&
            onChange([...value, { type: 'region', region: event.currentTarget.value as 'europe' }])
          }
          data={[
            { value: '', label: t('subscriptions.add-region') },
            ...REGIONS.map((region) => ({ value: region, label: t(`region.${region}`) })),
          ]}
        />
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            onChange([
              ...value,
              {
                type: 'polygon',
                name: t('subscriptions.drawn', { number: value.length + 1 }),
                corners: [],
              },
            ]);
            setDrawing(value.length);
          }}
        >
          {t('subscriptions.draw')}
        </Button>
      </Group>
      {drawn && (
        <Group gap="xs" mb="xs" align="flex-end">
          <TextInput
            size="xs"
            label={t('subscriptions.area-name')}
            value={drawn.name}
            onChange={(event) =>
              onChange(
                value.map((one, i) => (i === drawing ? ({ ...one, name: event.currentTarget.value } as Area) : one)),
              )
            }
          />
          <Button
            size="compact-sm"
            variant="default"
            disabled={corners.length === 0}
            onClick={() => put(corners.slice(0, -1))}
          >
            {t('undo')}
          </Button>
          <Text size="xs" c="dimmed">
            {t('subscriptions.draw.hint', { count: corners.length })}
          </Text>
        </Group>
      )}
      <Suspense>
        <WorldMap
          label={t('subscriptions.map')}
          marked={marked}
          {...(drawn && {
            area: corners.map(([longitude, latitude]) => [latitude / PER_DEGREE, longitude / PER_DEGREE] as const),
            onAdd: (latitude: number, longitude: number) => put([...corners, asUnits(latitude, longitude)]),
            onMove: (index: number, latitude: number, longitude: number) =>
              put(corners.map((one, i) => (i === index ? asUnits(latitude, longitude) : one))),
          })}
        />
      </Suspense>
    </div>
  );
}
