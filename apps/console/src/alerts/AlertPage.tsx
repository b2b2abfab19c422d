import {
  Anchor,
  Badge,
  Button,
  Collapse,
  Group,
  List,
  Menu,
  Modal,
  NativeSelect,
  Alert as Notice,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { ChevronDown, Download, ShieldCheck, TriangleAlert } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { referenceTo } from '#libs/envelope/reference.js';
import { blocksOf, evaluationIn, handlingIn } from '#libs/kinds/alert/blocks.js';
import { type Answer, api, download, node, save } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { useReasons } from '../networks/reasons.js';
import { useKept } from '../offline/use-kept.js';
import { useMe } from '../sign-in/session.js';
import { groupBy } from '../ui/group.js';
import { KeptHere } from '../ui/KeptHere.js';
import layout from '../ui/layout.module.css';
import { offerUndo } from '../ui/offer-undo.js';
import { Awaited, Fact, Facts, MemberCode, Page, Section, Tlp } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { SavedFile } from '../ui/SavedFile.js';
import { useAttempt } from '../ui/use-attempt.js';
import styles from './alerts.module.css';
import { onMap } from './RouteMap.js';

const WorldMap = lazy(() => import('../map/WorldMap.js'));
type Shown = Answer<'/api/v1/alerts/{id}'>;

/** What should I do, what may I do with it, can I believe it? — or, of our own: who has it, and who has not? */
export default function AlertPage({ id, inPane }: { id: string; inPane?: boolean }) {
  const words = useWords();
  const { t, language, alert: said, country, moment, bytes } = words;
  const { nameOf } = useUnitNames();
  const client = useQueryClient();
  const shown = api.useQuery(
    'get',
    '/api/v1/alerts/{id}',
    { params: { path: { id } } },
    { refetchInterval: ({ state }) => (isUnderWay(state.data as Shown | undefined) ? FOLLOW_MS : false) },
  );
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/v1/alerts') });
  const data = shown.data;
  if (!data) return <Awaited of={shown}>{null}</Awaited>;
  const { alert } = data;
  const own = data.sender === data.unit;
  const voice = { language, words: said, country };
  return (
    <Page
      title={
        <>
          {data.urgent && <Badge color="red">{t('alerts.urgent')}</Badge>}{' '}
          <bdi>{data.title || t(data.unreadable ? 'alerts.unreadable' : 'alerts.erased')}</bdi>
        </>
      }
      aside={<Actions data={data} own={own} refresh={refresh} />}
      {...(inPane && { wide: true })}
    >
      <div className={styles.handling}>
        <Tlp label={data.tlp} />
        {alert && <span>{handlingIn(alert as never, said).replace(/^\S+ · /, '')}</span>}
      </div>
      {data.recall && (
        <Notice
          color="red"
          mb="sm"
          icon={<TriangleAlert size={18} />}
          title={t('alert.recalled', { at: moment(data.recall.at) })}
        >
          <bdi lang={data.recall.reason.language}>{data.recall.reason.text}</bdi>
        </Notice>
      )}
      {data.replacedBy && (
        <Notice color="orange" mb="sm">
          <Anchor component={Link} href={`/${referenceTo({ id: data.replacedBy, sender: data.sender })}`}>
            {t('alert.replaced')}
          </Anchor>
        </Notice>
      )}
      {data.expired && !data.recall && (
        <Notice color="gray" mb="sm">
          {t('alert.expired')}
        </Notice>
      )}
      <Trust data={data} own={own} />
      <div className={styles.sheet}>
        <div className={styles.read}>
          <div>
            {alert && (
              <Section>
                <Facts>
                  <Fact label={said.label.from}>{own ? t('alerts.ours') : nameOf(data.sender)}</Fact>
                  <Fact label={said.label.asked}>
                    <strong>{said.action[alert.actionAsked]}</strong>
                  </Fact>
                  <Fact label={said.label.validUntil}>
                    {moment(alert.validUntil)} ({words.away(alert.validUntil)})
                  </Fact>
                  <Fact label={t('alert.evaluation')}>{evaluationIn(alert as never, said)}</Fact>
                </Facts>
                <div className={styles.block}>
                  {blocksOf(alert as never, voice)
                    .filter(({ heading }) => heading !== said.heading.files)
                    .map(({ heading, lines }) => (
                      <div key={heading} className={styles.told}>
                        <h3>{heading}</h3>
                        <div>
                          {lines.map((line) => (
                            <p key={line} dir={language === 'ar' ? undefined : 'auto'}>
                              {line}
                            </p>
                          ))}
                        </div>
                      </div>
                    ))}
                </div>
                {alert.files.length > 0 && (
                  <div className={`${styles.block} ${styles.told}`}>
                    <h3>{said.heading.files}</h3>
                    <div>
                      {(alert.files as unknown as AttachedFile[]).map((file, i) => (
                        <FileLine
                          key={file.name}
                          alert={referenceTo(data)}
                          file={file}
                          state={data.files[i]?.state}
                          size={bytes(file.bytes)}
                        />
                      ))}
                    </div>
                  </div>
                )}
              </Section>
            )}
            {data.changes && data.changes.length > 0 && (
              <Section title={t('alert.changes')}>
                <table className={layout.table}>
                  <thead>
                    <tr>
                      <th>{t('alert.field')}</th>
                      <th>{t('alert.before')}</th>
                      <th>{t('alert.after')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.changes.map((one) => (
                      <tr key={one.field}>
                        <td>
                          <bdi>{t(`field.${one.field.replace(/\[\d+\]/g, '')}`, { defaultValue: one.field })}</bdi>
                        </td>
                        <td>
                          <del dir="auto">{one.before}</del>
                        </td>
                        <td>
                          <ins dir="auto">{one.after}</ins>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Section>
            )}
          </div>
          <div>
            {alert?.routes.some((route) => route.points.some((point) => point.coordinates)) && (
              <div className={styles.where}>
                <Suspense>
                  <WorldMap
                    label={t('alerts.map')}
                    routes={alert.routes.map((route, i) => ({
                      key: String(i),
                      label: alert.title.text,
                      points: onMap(route.points.map((point) => ({ place: point.place, ...point.coordinates }))),
                    }))}
                  />
                </Suspense>
              </div>
            )}
            {alert && <Replies data={data} own={own} refresh={refresh} />}
            {data.delivery.length > 0 && <Board data={data} own={own} refresh={refresh} />}
            <div data-print="no">
              <Notes id={id} unit={data.unit} assignedTo={data.assignedTo} refresh={refresh} />
            </div>
          </div>
        </div>
      </div>
      {alert && <Similar id={id} />}
    </Page>
  );
}

/** How often the delivery of one's own alert is looked at, while it goes on. */
const FOLLOW_MS = 4000;
const isUnderWay = (data: Shown | undefined): boolean =>
  data !== undefined &&
  data.sender === data.unit &&
  data.delivery.some((one) =>
    data.recall
      ? one.state !== 'erased' && one.state !== 'lapsed'
      : ['queued', 'sent', 'delivered'].includes(one.state),
  );

interface AttachedFile {
  readonly name: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly caption?: { text: string };
}

/** A file is saved, never opened in place: what it is was said by somebody else. Of a picture a new, small one is shown. */
function FileLine({
  alert,
  file,
  state,
  size,
}: {
  alert: string;
  file: AttachedFile;
  state: Shown['files'][number]['state'] | undefined;
  size: string;
}) {
  const { t } = useWords();
  const [hasPreview, setHasPreview] = useState(file.mediaType.startsWith('image/') && state === 'here');
  const href = `/api/v1/alerts/${alert}/files/${file.name}`;
  return (
    <Group gap="sm" py={4} align="flex-start" wrap="nowrap">
      {hasPreview && (
        <img
          src={`${href}/preview`}
          alt={file.caption?.text ?? file.fileName}
          className={styles.preview}
          onError={() => setHasPreview(false)}
        />
      )}
      <div>
        <SavedFile href={href} fileName={file.fileName} state={state} />
        <Text size="xs" c="dimmed">
          {size}
          {file.caption && (
            <>
              {' '}
              · <bdi>{file.caption.text}</bdi>
            </>
          )}{' '}
          · {t('files.save-only')}
        </Text>
      </div>
    </Group>
  );
}

/** Quiet when all is well: one line, which opens into what was checked. */
function Trust({ data, own }: { data: Shown; own: boolean }) {
  const { t, number, moment } = useWords();
  const [open, { toggle }] = useDisclosure(false);
  const { trust } = data;
  if (own) return <p className={styles.trust}>{t('trust.own', { at: moment(data.createdAt) })}</p>;
  if (!trust) return null;
  return (
    <div className={styles.trust}>
      {trust.revoked && (
        <Notice color="red" mb="xs" title={t('trust.revoked', { at: moment(trust.revoked.compromisedAt) })}>
          {t(trust.revoked.afterwards ? 'trust.revoked.after' : 'trust.revoked.before')}
        </Notice>
      )}
      <Group gap={6} wrap="nowrap">
        <ShieldCheck size={16} aria-hidden />
        <Anchor
          component="button"
          type="button"
          data-print="yes"
          ta="start"
          size="sm"
          c="dimmed"
          onClick={toggle}
          aria-expanded={open}
        >
          {t('trust.line', { unit: trust.signedBy, position: number(trust.logPosition) })}
        </Anchor>
      </Group>
      <Collapse expanded={open}>
        <Facts>
          <Fact label={t('trust.signed-by')}>
            <bdi dir="ltr">{trust.signedBy}</bdi>
          </Fact>
          <Fact label={t('trust.key')}>
            <bdi dir="ltr">{trust.keyId}</bdi>
          </Fact>
          <Fact label={t('trust.position')}>
            <Anchor component={Link} href={`~/directory/log?position=${trust.logPosition}`} size="sm">
              {number(trust.logPosition)}
            </Anchor>
          </Fact>
          <Fact label={t('trust.sequence')}>{trust.channelSequence}</Fact>
          <Fact label={t('trust.envelope')}>
            <bdi dir="ltr">{trust.envelope}</bdi>
          </Fact>
          <Fact label={t('trust.stored')}>{moment(data.storedAt)}</Fact>
          <Fact label={t('trust.clock')}>
            {trust.clockAheadMinutes !== null && t('trust.clock.ahead', { count: trust.clockAheadMinutes })}
          </Fact>
        </Facts>
        <Text size="sm">{t('trust.means')}</Text>
      </Collapse>
    </div>
  );
}

/** Who has it, who has opened it, who has not. */
function Board({ data, own, refresh }: { data: Shown; own: boolean; refresh: () => Promise<void> }) {
  const { t, away } = useWords();
  const { nameOf } = useUnitNames();
  const counts = groupBy(data.delivery, (one) => one.state);
  const waiting = data.delivery.filter((one) => ['delivered'].includes(one.state)).length;
  const remind = async () => {
    const { data: answer } = await node.POST('/api/v1/alerts/{id}/reminder', {
      params: { path: { id: referenceTo(data) } },
    });
    notifications.show({ message: t('board.reminded', { count: answer!.reminded.length }) });
    await refresh();
  };
  return (
    <Section
      title={t(own ? 'board.title' : 'board.others')}
      aside={
        own &&
        waiting > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => void remind()}>
            {t('board.remind', { count: waiting })}
          </Button>
        )
      }
    >
      <Text size="sm" mb={6}>
        {[...counts].map(([state, all]) => t(`board.count.${state}`, { count: all.length })).join(' · ')}
      </Text>
      <table className={layout.table}>
        <tbody>
          {data.delivery.map((one) => (
            <tr key={one.unit}>
              <td>
                <MemberCode unit={one.unit} />
              </td>
              <td>{nameOf(one.unit)}</td>
              <td>
                {t(`board.${one.state}`)}
                {(one.progressAt ?? one.deliveredAt) && ` · ${away((one.progressAt ?? one.deliveredAt)!)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

const REPLIES = ['sighting', 'addition', 'contradiction', 'acted-on'] as const;

function Replies({ data, own, refresh }: { data: Shown; own: boolean; refresh: () => Promise<void> }) {
  const { t, language, moment } = useWords();
  const { nameOf } = useUnitNames();
  const kept = useKept(`reply ${referenceTo(data)}`, {
    type: '' as (typeof REPLIES)[number] | '',
    text: '',
    place: '',
    seenAt: '',
  });
  const { type, ...form } = kept.value;
  const { busy, error, attempt } = useAttempt(refresh);
  const said = data.replies.filter((one) => one.type !== 'opened');
  if (own && said.length === 0) return null;
  const send = () =>
    attempt(async () => {
      await node.POST('/api/v1/alerts/{id}/replies', {
        params: { path: { id: referenceTo(data) } },
        body: {
          type: type as (typeof REPLIES)[number],
          ...(form.text && { text: { language, text: form.text } }),
          ...(form.place && { place: form.place }),
          ...(form.seenAt && { seenAt: new Date(form.seenAt).toISOString() }),
        },
      });
      await kept.forget();
    });
  return (
    <div data-print={said.length === 0 ? 'no' : undefined}>
      <Section title={t(own ? 'replies.received' : 'replies.title')}>
        {said.map((one) => (
          <Text size="sm" key={one.from + one.at + one.type} mb={4}>
            <strong>{t(`reply.${one.type}`)}</strong> · {nameOf(one.from)} · {moment(one.at)}
            {one.place && ` · ${one.place}`}
            {one.text && (
              <>
                <br />
                <bdi lang={one.text.language}>{one.text.text}</bdi>
              </>
            )}
          </Text>
        ))}
        {!own && (
          <Stack gap="xs">
            <Group gap={6}>
              {REPLIES.map((one) => (
                <Button
                  key={one}
                  size="compact-sm"
                  variant={one === type ? 'light' : 'default'}
                  aria-pressed={one === type}
                  onClick={() => kept.change({ type: one === type ? '' : one })}
                >
                  {t(`reply.${one}`)}
                </Button>
              ))}
            </Group>
            {type && (
              <>
                <KeptHere kept={kept} />
                <Textarea
                  label={t('replies.text')}
                  autosize
                  minRows={2}
                  value={form.text}
                  onChange={(event) => kept.change({ text: event.currentTarget.value })}
                />
                {type === 'sighting' && (
                  <Group gap="xs">
                    <TextInput
                      label={t('replies.place')}
                      value={form.place}
                      onChange={(event) => kept.change({ place: event.currentTarget.value })}
                    />
                    <TextInput
                      type="datetime-local"
                      label={t('replies.seen-at')}
                      value={form.seenAt}
                      onChange={(event) => kept.change({ seenAt: event.currentTarget.value })}
                    />
                  </Group>
                )}
                <ProblemText error={error} />
                <Button w="fit-content" loading={busy} onClick={() => void send()}>
                  {t('replies.send', { unit: nameOf(data.sender) })}
                </Button>
              </>
            )}
          </Stack>
        )}
      </Section>
    </div>
  );
}

/** Alerts that seem to tell of the same network, with what they share. */
function Similar({ id }: { id: string }) {
  const { t, number } = useWords();
  const { nameOf } = useUnitNames();
  const inWords = useReasons();
  const found = api.useQuery('get', '/api/v1/alerts/{id}/similar', { params: { path: { id } } });
  if (!found.data || (found.data.similar.length === 0 && found.data.networks.length === 0)) return null;
  return (
    <Section title={t('similar.title')}>
      {found.data.networks.map((one) => (
        <Text size="sm" key={one.id} mb={4}>
          <Anchor component={Link} href={`~/networks/${one.id}`}>
            {one.name ?? t('networks.unnamed')}
          </Anchor>{' '}
          · {t(one.confirmed ? 'networks.confirmed' : 'networks.proposed')}
        </Text>
      ))}
      <List size="sm" listStyleType="none">
        {found.data.similar.map((one) => (
          <List.Item key={one.id} mb={6}>
            <Anchor component={Link} href={`/${referenceTo(one)}`} size="sm">
              <bdi>{one.title}</bdi>
            </Anchor>{' '}
            <Tlp label={one.tlp} /> · {nameOf(one.sender)} · {number(Math.round(one.score * 100))} %
            <Text size="xs" c="dimmed">
              {one.reasons.map(inWords).join(' · ')}
            </Text>
          </List.Item>
        ))}
      </List>
    </Section>
  );
}

/** For the unit alone: who deals with it, and what they noted. */
function Notes({
  id,
  unit,
  assignedTo,
  refresh,
}: {
  id: string;
  unit: string;
  assignedTo: string | null;
  refresh: () => Promise<void>;
}) {
  const { t, moment } = useWords();
  const client = useQueryClient();
  const notes = api.useQuery('get', '/api/v1/alerts/{id}/notes', { params: { path: { id } } });
  const officers = api.useQuery('get', '/api/v1/officers', { params: { query: { unit } } });
  const kept = useKept(`note ${id}`, { text: '' });
  const { text } = kept.value;
  const { busy, error, attempt } = useAttempt();
  const renew = () => client.invalidateQueries({ queryKey: ['get', '/api/v1/alerts/{id}/notes'] });
  const add = () =>
    attempt(async () => {
      const { data } = await node.POST('/api/v1/alerts/{id}/notes', { params: { path: { id } }, body: { text } });
      await kept.forget();
      await renew();
      offerUndo(t('notes.kept'), t('undo'), () =>
        attempt(async () => {
          await node.DELETE('/api/v1/alerts/{id}/notes/{note}', { params: { path: { id, note: data!.id } } });
          kept.change({ text });
          await renew();
        }),
      );
    });
  const assign = (officer: string | null) =>
    attempt(async () => {
      await node.PUT('/api/v1/alerts/{id}/assignment', { params: { path: { id } }, body: { officer } });
      await refresh();
      offerUndo(t(officer ? 'notes.given' : 'notes.taken-back', { officer: officer ?? '' }), t('undo'), () =>
        assign(assignedTo),
      );
    });
  return (
    <Section title={t('notes.title')}>
      <Select
        label={t('notes.assigned')}
        clearable
        placeholder={t('notes.nobody')}
        maw={320}
        mb="sm"
        value={assignedTo}
        onChange={(officer) => void assign(officer)}
        data={(officers.data?.officers ?? []).map((one) => ({ value: one.name, label: one.displayName }))}
      />
      {notes.data?.notes.map((one) => (
        <Text size="sm" key={one.id} mb={4}>
          <Text span c="dimmed" size="sm">
            {one.officer}, {moment(one.notedAt)}:
          </Text>{' '}
          <bdi>{one.text}</bdi>
        </Text>
      ))}
      <Group gap="xs" align="flex-end" data-print="no">
        <Textarea
          flex="1 1 12rem"
          autosize
          label={t('notes.add')}
          value={text}
          onChange={(event) => kept.change({ text: event.currentTarget.value })}
        />
        <Button variant="default" loading={busy} disabled={text.trim() === ''} onClick={() => void add()}>
          {t('notes.save')}
        </Button>
      </Group>
      <ProblemText error={error} />
    </Section>
  );
}

const FORMATS = ['pdf', 'stix', 'misp', 'geojson', 'csv'] as const;
type Format = (typeof FORMATS)[number];
const ENDINGS: Readonly<Record<Format, string>> = {
  pdf: 'pdf',
  stix: 'stix.json',
  misp: 'misp.json',
  geojson: 'geojson',
  csv: 'csv',
};

function Actions({ data, own, refresh }: { data: Shown; own: boolean; refresh: () => Promise<void> }) {
  const { t, language } = useWords();
  const { holds } = useMe();
  const [, go] = useLocation();
  const [asking, setAsking] = useState<'recall' | 'share' | Format>();
  const kept = useKept(`act ${referenceTo(data)}`, { text: '', recipient: '' });
  const { text, recipient } = kept.value;
  const { units } = useUnitNames();
  const close = () => setAsking(undefined);
  const { busy, error, attempt } = useAttempt(async () => {
    close();
    await kept.forget();
    await refresh();
  });
  const amend = async (as: 'amended' | 'extended') => {
    const { data: draft } = await node.POST('/api/v1/alert-drafts', {
      body: { unit: data.unit, from: referenceTo(data) },
    });
    const alert = { ...draft!.alert, replaces: { alert: data.id, as, note: { language, text: t(`replace.${as}`) } } };
    await node.PUT('/api/v1/alert-drafts/{id}', {
      params: { path: { id: draft!.id } },
      body: { version: draft!.version, alert: alert as never },
    });
    go(`/write/${draft!.id}`);
  };
  const act = () => {
    if (asking === 'recall')
      return attempt(() =>
        node.POST('/api/v1/alerts/{id}/recall', {
          params: { path: { id: referenceTo(data) } },
          body: { reason: { language, text } },
        }),
      );
    if (asking === 'share')
      return attempt(() =>
        node.POST('/api/v1/alerts/{id}/share-requests', {
          params: { path: { id: referenceTo(data) } },
          body: { recipients: [recipient], reason: { language, text } },
        }),
      );
    return attempt(async () => {
      const blob = await download('/api/v1/exports', {
        method: 'POST',
        body: { format: asking, alerts: [referenceTo(data)], why: text, language },
      });
      save(blob, `alert-${data.id}.${ENDINGS[asking as Format]}`);
    });
  };
  const mayWrite = holds('drafter').includes(data.unit);
  return (
    <>
      {own && mayWrite && data.alert && !data.recall && (
        <Menu withinPortal position="bottom-end">
          <Menu.Target>
            <Button variant="default" size="xs" rightSection={<ChevronDown size={14} />}>
              {t('replace')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void amend('amended')}>{t('replace.amend')}</Menu.Item>
            <Menu.Item onClick={() => void amend('extended')}>{t('replace.extend')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {!own && data.alert && (
        <Button variant="default" size="xs" onClick={() => setAsking('share')}>
          {t('share.ask')}
        </Button>
      )}
      {data.alert && (
        <Menu withinPortal position="bottom-end">
          <Menu.Target>
            <Button
              variant="default"
              size="xs"
              leftSection={<Download size={14} />}
              rightSection={<ChevronDown size={14} />}
            >
              {t('export')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {FORMATS.map((format) => (
              <Menu.Item key={format} onClick={() => setAsking(format)}>
                {t(`export.${format}`)}
              </Menu.Item>
            ))}
            <Menu.Item onClick={() => print()}>{t('print')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {own && holds('releaser').includes(data.unit) && data.alert && !data.recall && (
        <Button color="red" variant="light" size="xs" onClick={() => setAsking('recall')}>
          {t('recall')}
        </Button>
      )}
      <Modal
        opened={asking !== undefined}
        onClose={close}
        title={asking && t(asking === 'recall' ? 'recall.title' : asking === 'share' ? 'share.title' : 'export.title')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Stack gap="sm">
          <Text size="sm">
            {asking && t(asking === 'recall' ? 'recall.why' : asking === 'share' ? 'share.why' : 'export.why')}
          </Text>
          {asking === 'share' && (
            <NativeSelect
              label={t('share.with')}
              value={recipient}
              onChange={(event) => kept.change({ recipient: event.currentTarget.value })}
              data={[{ value: '', label: t('choose') }, ...units.map((one) => ({ value: one.unit, label: one.name }))]}
            />
          )}
          <Textarea
            data-autofocus
            label={t(asking === 'recall' ? 'recall.reason' : asking === 'share' ? 'share.reason' : 'export.reason')}
            autosize
            minRows={2}
            value={text}
            onChange={(event) => kept.change({ text: event.currentTarget.value })}
          />
          <ProblemText error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('cancel')}
            </Button>
            <Button
              color={asking === 'recall' ? 'red' : 'indigo'}
              loading={busy}
              disabled={text.trim() === '' || (asking === 'share' && !recipient)}
              onClick={() => void act()}
            >
              {asking &&
                (asking === 'recall'
                  ? t('recall.go', { count: data.delivery.length })
                  : asking === 'share'
                    ? t('share.go')
                    : t('export.go'))}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
