import {
  Alert,
  Badge,
  Button,
  Collapse,
  Group,
  List,
  Modal,
  NativeSelect,
  Stack,
  Tabs,
  Text,
  TextInput,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { FileText, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { CaseState } from '#libs/kinds/mutual-legal-assistance/state.js';
import { api, download, node, save } from '../api/client.js';
import { useInstruments } from '../directory/instruments.js';
import { useUnitNames } from '../directory/unit-names.js';
import { LANGUAGES, useWords } from '../language/index.js';
import { useFieldWords } from '../ui/field-words.js';
import layout from '../ui/layout.module.css';
import { Awaited, Empty, Fact, Facts, Page, Section, Tlp } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { SavedFile } from '../ui/SavedFile.js';
import { useAttempt } from '../ui/use-attempt.js';
import { TurnSentence } from './CaseList.js';
import styles from './cases.module.css';
import { type DraftedMove, isDrafted, requestFor } from './drafted-moves.js';
import { type Case, dutySentence } from './duty.js';
import { MoveForm } from './MoveForm.js';
import { RequestPaper } from './RequestPaper.js';

type Event = Case['timeline'][number];

/** Whose turn is it, until when, what did each side say? */
export default function CasePage({ id }: { id: string }) {
  const words = useWords();
  const { t, assistance, day, daysAway, country, arrow, listed, comma, colon } = words;
  const { nameOf } = useUnitNames();
  const client = useQueryClient();
  const shown = api.useQuery('get', '/api/v1/cases/{id}', { params: { path: { id } } });
  const [move, setMove] = useState<string>();
  const [, go] = useLocation();
  const { error, attempt } = useAttempt();
  const data = shown.data;
  if (!data) return <Awaited of={shown}>{null}</Awaited>;
  const state = data.state as unknown as CaseState;
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/v1/cases') });
  const mine = data.owed.filter(({ who }) => who === data.unit);
  const newest = data.timeline.findLast(
    ({ content }) => content !== null && typeof content === 'object' && ('request' in content || 'oral' in content),
  );
  const begin = (what: string) => (isDrafted(what) ? void attempt(() => draft(what)) : setMove(what));
  /** What changes or confirms a request is written as one, with the completeness check beside it. */
  const draft = async (what: DraftedMove) => {
    const request = requestFor(what, newest?.content);
    const { data: begun } = await node.POST('/api/v1/request-drafts', {
      body: {
        unit: data.unit,
        drafted: { requested: data.requested, within: { case: data.id, move: what }, request: request as never },
      },
    });
    await client.invalidateQueries({ queryKey: ['get', '/api/v1/request-drafts'] });
    go(`/write/${begun!.id}`);
  };
  return (
    <Page wide title={<bdi>{data.reference}</bdi>} aside={<Papers data={data} />}>
      <ProblemText error={error} />
      <Group gap="xs" mb="sm">
        <Tlp label="AMBER+STRICT" />
        <Text size="sm">{t('case.for-parties')}</Text>
        {state.confidentiality === 'kept' && (
          <Badge color="red" variant="light">
            {t('field.confidential')}
          </Badge>
        )}
        {data.urgency !== 'normal' && (
          <Badge color="red">{assistance.urgency[data.urgency as keyof typeof assistance.urgency]}</Badge>
        )}
      </Group>
      <Section>
        <Text fw={600}>
          <TurnSentence one={data} />
        </Text>
        <Text size="sm" c="dimmed">
          {assistance.status[data.status as keyof typeof assistance.status]} · {nameOf(data.requesting)} {arrow}{' '}
          {nameOf(data.requested)}
          {data.theirReference && (
            <>
              {' '}
              · <bdi>{data.theirReference}</bdi>
            </>
          )}
        </Text>
        {data.owed.length > 1 && (
          <List size="sm" mt={6}>
            {data.owed.slice(1).map((one) => (
              <List.Item key={one.who + one.duty + one.about.join()}>
                {country(one.who.split('/')[0]!)}
                {colon}
                {dutySentence(one, assistance)}
                {comma}
                {assistance.label.due} {day(one.day)} ({daysAway(one.day)})
              </List.Item>
            ))}
          </List>
        )}
        {data.moves.length > 0 && (
          <Group gap={6} mt="sm" data-print="no">
            {[...data.moves]
              .sort((a, b) => weight(b.move, mine) - weight(a.move, mine))
              .map((one, i) => (
                <Button
                  key={one.move}
                  size="compact-sm"
                  variant={i === 0 && mine.length > 0 ? 'filled' : 'default'}
                  title={one.law}
                  onClick={() => begin(one.move)}
                >
                  {t(`do.${one.move}`, {
                    defaultValue: assistance.move[one.move as keyof typeof assistance.move] ?? one.move,
                  })}
                </Button>
              ))}
          </Group>
        )}
      </Section>
      {data.forked.length > 0 && (
        <Alert color="red" mb="sm" title={t('case.forked', { units: listed(data.forked.map(nameOf)) })}>
          {t('case.forked.why')}
        </Alert>
      )}
      {data.missing > 0 && (
        <Alert color="orange" mb="sm">
          {t('case.missing', { count: data.missing })}
        </Alert>
      )}
      {data.unreachable.map((one) => (
        <Alert key={one.unit} color="orange" mb="sm">
          {nameOf(one.unit)}
          {colon}
          {one.why}
        </Alert>
      ))}
      <div className={layout.split}>
        <div>
          <Tabs defaultValue="timeline" keepMounted={false}>
            <Tabs.List mb="sm">
              <Tabs.Tab value="timeline">{t('case.timeline')}</Tabs.Tab>
              <Tabs.Tab value="request">{t('case.request')}</Tabs.Tab>
              <Tabs.Tab value="evidence">{assistance.heading.evidence}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="timeline">
              <Section>
                <div className={styles.timeline}>
                  <div className={styles.side}>{country(data.requesting.split('/')[0]!)}</div>
                  <div className={styles.side}>{country(data.requested.split('/')[0]!)}</div>
                  {data.timeline.map((event) => (
                    <EventCard key={event.hash} event={event} data={data} />
                  ))}
                </div>
              </Section>
            </Tabs.Panel>
            <Tabs.Panel value="request">
              <Section>
                {newest ? <RequestPaper content={newest.content} /> : <Empty what={t('case.no-request')} />}
              </Section>
            </Tabs.Panel>
            <Tabs.Panel value="evidence">
              <Evidence data={data} state={state} />
            </Tabs.Panel>
          </Tabs>
        </div>
        <aside className={layout.beside}>
          {state.measures.length > 0 && (
            <Section title={assistance.heading.measures}>
              <table className={layout.table}>
                <tbody>
                  {state.measures.map((one) => (
                    <tr key={one.number}>
                      <td>{one.number}</td>
                      <td>
                        {assistance.measure[one.type]}
                        <Text size="xs" c="dimmed">
                          {assistance.measureStatus[one.status]}
                          {one.ground && ` (${assistance.ground[one.ground]})`}
                          {one.postponedUntil && ` · ${assistance.label.until} ${day(one.postponedUntil)}`}
                        </Text>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Section>
          )}
          <Hearings data={data} state={state} />
          <Section title={assistance.heading.parties}>
            <List size="sm">
              {data.parties.map((one) => (
                <List.Item key={one}>{nameOf(one)}</List.Item>
              ))}
            </List>
            <Text size="sm" c="dimmed" mt={6}>
              {assistance.notice.use}
            </Text>
          </Section>
          {data.delivery.some((one) => one.state !== 'delivered') && (
            <Section title={t('case.delivery')}>
              <List size="sm">
                {data.delivery
                  .filter((one) => one.state !== 'delivered')
                  .map((one) => (
                    <List.Item key={one.event + one.unit}>
                      {nameOf(one.unit)}
                      {colon}
                      {t(`board.${one.state}`)}
                    </List.Item>
                  ))}
              </List>
            </Section>
          )}
        </aside>
      </div>
      {move && (
        <Modal
          opened
          size="xl"
          onClose={() => setMove(undefined)}
          title={t(`do.${move}`, { defaultValue: assistance.move[move as keyof typeof assistance.move] ?? move })}
          closeButtonProps={{ 'aria-label': t('close') }}
        >
          <MoveForm
            data={data}
            state={state}
            move={move}
            // What can be done next stands where it will stay before the officer reaches for it.
            onDone={async () => {
              await refresh();
              setMove(undefined);
            }}
          />
        </Modal>
      )}
    </Page>
  );
}

/** What is owed comes first; closing and letters last. */
function weight(move: string, owed: Case['owed']): number {
  if (
    owed.some(
      ({ duty }) => duty === move || (duty === 'execute' && ['begin-execution', 'report-execution'].includes(move)),
    )
  )
    return 2;
  return ['write', 'close', 'escalate', 'withdraw'].includes(move) ? 0 : 1;
}

interface Said {
  readonly text?: { language: string; text: string; translations: { language: string; text: string }[] };
}

function EventCard({ event, data }: { event: Event; data: Case }) {
  const { t, assistance, moment, language, number, colon } = useWords();
  const { nameOf } = useUnitNames();
  const [open, { toggle }] = useDisclosure(false);
  const right = event.author.split('/')[0] === data.requested.split('/')[0] && data.requested !== data.requesting;
  const text = (event.content as Said | null)?.text;
  const own = text?.translations?.find((one) => one.language === language)?.text ?? text?.text;
  const facts = Object.entries(event.terms).filter(
    ([name]) => name !== 'measures' || !['request', 'oral-request'].includes(event.move),
  );
  return (
    <article className={styles.event} data-side={right ? 'right' : 'left'} data-void={event.void !== null}>
      <Text size="xs" c="dimmed">
        {moment(event.at)} · {nameOf(event.author)}
      </Text>
      <strong>{assistance.move[event.move as keyof typeof assistance.move] ?? event.move}</strong>
      {event.void && (
        <Text size="xs">
          {assistance.label.without}
          {colon}
          {event.void.message}
        </Text>
      )}
      {event.withheld && <Text size="sm">{assistance.label.withheld}</Text>}
      {event.contradiction && (
        <Alert color="red" p="xs">
          {t('case.contradiction', { what: event.contradiction })}
        </Alert>
      )}
      {event.keyRevoked && (
        <Alert color="red" p="xs">
          {t('case.key-revoked')}
        </Alert>
      )}
      {own && (
        <p className={styles.said} dir="auto">
          {own}
        </p>
      )}
      {facts.length > 0 && <TermsInWords facts={facts} />}
      {filesIn(event.content).map((file) => (
        <div key={file.name}>
          <FileOfEvent data={data} event={event} file={file} />
        </div>
      ))}
      <Group gap={4} mt={4}>
        <Button
          variant="transparent"
          size="compact-xs"
          p={0}
          data-print="yes"
          leftSection={<ShieldCheck size={13} />}
          onClick={toggle}
          aria-expanded={open}
        >
          {t('case.verified')}
        </Button>
      </Group>
      <Collapse expanded={open}>
        <Facts>
          <Fact label={assistance.label.signedBy}>
            <bdi dir="ltr">{event.author}</bdi>
          </Fact>
          <Fact label={assistance.label.code}>
            <bdi dir="ltr">{event.verificationCode}</bdi>
          </Fact>
          <Fact label={t('trust.position')}>{number(event.logPosition)}</Fact>
          <Fact label={t('case.hash')}>
            <bdi dir="ltr">{event.hash}</bdi>
          </Fact>
          <Fact label={t('case.law')}>{event.law}</Fact>
        </Facts>
        <Text size="xs">{t('case.verified.means')}</Text>
      </Collapse>
    </article>
  );
}

function TermsInWords({ facts }: { facts: [string, unknown][] }) {
  const { assistance, inZone, tongue, comma, colon } = useWords();
  const { labelOf } = useFieldWords();
  const { nameOf } = useUnitNames();
  const { titleOf } = useInstruments();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const code = (value: unknown, name: string): string => {
    if (Array.isArray(value)) return value.map((one) => code(one, name)).join(comma);
    if (typeof value === 'object' && value !== null) {
      const one = value as Record<string, unknown>;
      if ('decision' in one) {
        const ground = one.ground ? ` (${assistance.ground[one.ground as keyof typeof assistance.ground]})` : '';
        return `${one.measure}${colon}${assistance.measureStatus[one.decision as keyof typeof assistance.measureStatus]}${ground}`;
      }
      if ('from' in one && 'until' in one) return `${inZone(String(one.from), zone)}`;
      return Object.entries(one)
        .map(([each, inner]) => code(inner, each))
        .join(' ');
    }
    if (typeof value === 'boolean') return value ? assistance.label.yes : assistance.label.no;
    const word = String(value);
    if (name === 'language') return tongue(word);
    if (name === 'instruments') return titleOf(word);
    if (/^[a-z]{2,12}\/[a-z0-9-]+$/.test(word)) return nameOf(word);
    return (
      assistance.measureStatus[word as keyof typeof assistance.measureStatus] ??
      assistance.about[word as keyof typeof assistance.about] ??
      assistance.urgency[word as keyof typeof assistance.urgency] ??
      assistance.measure[word as keyof typeof assistance.measure] ??
      word
    );
  };
  return (
    <Text size="xs" c="dimmed">
      {facts.map(([name, value]) => `${labelOf(name)}${colon}${code(value, name)}`).join(' · ')}
    </Text>
  );
}

/** A file as one event gives it: another event's of the same name is another file. */
function FileOfEvent({ data, event, file }: { data: Case; event: Event; file: { name: string; fileName: string } }) {
  const address = `/api/v1/cases/${data.id}/events/${event.hash}/files/${file.name}?unit=${encodeURIComponent(data.unit)}`;
  const { state } = event.files.find((one) => one.name === file.name) ?? {};
  return <SavedFile href={address} fileName={file.fileName} state={state} />;
}

export function filesIn(content: unknown): { name: string; fileName: string; bytes: number }[] {
  if (typeof content !== 'object' || content === null) return [];
  if ('sha256' in content && 'fileName' in content) return [content as never];
  return Object.values(content).flatMap(filesIn);
}

/** What was handed over, by whom, with its hash at every step. */
function Evidence({ data, state }: { data: Case; state: CaseState }) {
  const { t, assistance, moment } = useWords();
  const { nameOf } = useUnitNames();
  if (state.evidence.length === 0)
    return (
      <Section>
        <Empty what={t('evidence.none')} why={t('evidence.none.why')} />
      </Section>
    );
  return (
    <>
      {state.evidence.map((item) => {
        const events = data.timeline.filter((one) => one.terms.item === item.item);
        const recording = events.find((one) => one.move === 'record-evidence');
        const recorded = recording?.content as Record<string, unknown> | null | undefined;
        return (
          <Section key={item.item} title={`${assistance.label.item} ${item.item}`}>
            <Facts>
              <Fact label={assistance.label.obtainedFrom}>{recorded?.obtainedFrom as string}</Fact>
              <Fact label={assistance.label.custodian}>{recorded?.custodian as string}</Fact>
              <Fact label={assistance.label.place}>{recorded?.place as string}</Fact>
              <Fact label={assistance.label.seal}>{recorded?.seal as string}</Fact>
              <Fact label={assistance.label.copyOf}>{item.copyOf}</Fact>
              <Fact label="SHA-256">
                <bdi dir="ltr">{item.sha256}</bdi>
              </Fact>
              {filesIn(recorded).map((file) => (
                <Fact key={file.name} label={t('evidence.file')}>
                  <FileOfEvent data={data} event={recording!} file={file} />
                </Fact>
              ))}
            </Facts>
            <Text size="sm" fw={600} mt={6}>
              {assistance.heading.history}
            </Text>
            <List size="sm" type="ordered">
              {events.map((one) => (
                <List.Item key={one.hash}>
                  {moment(one.at)} · {assistance.move[one.move as keyof typeof assistance.move]} · {nameOf(one.author)}
                  {one.terms.sha256 === item.sha256 && item.sha256 && ` · ${t('evidence.same-hash')}`}
                </List.Item>
              ))}
            </List>
          </Section>
        );
      })}
    </>
  );
}

function Hearings({ data, state }: { data: Case; state: CaseState }) {
  const { t, inZone, country } = useWords();
  const zones = api.useQuery('get', '/api/v1/contacts');
  const zoneOf = (unit: string) =>
    zones.data?.contacts.find((one) => one.member === unit.split('/')[0])?.contact.timeZone;
  const open = state.hearings.filter((one) => one.status !== 'cancelled');
  if (open.length === 0) return null;
  return (
    <Section title={t('case.hearings')}>
      {open.map((one) => (
        <div key={one.number}>
          <Text size="sm" fw={600}>
            {t('case.hearing', { number: one.number, measure: one.measure })} · {t(`hearing.${one.status}`)}
          </Text>
          {(one.slots as unknown as { from: string; until: string }[]).map((slot, i) =>
            one.agreed !== null && one.agreed !== i + 1 ? null : (
              <Text size="sm" key={slot.from}>
                {i + 1}.{' '}
                {[data.requesting, data.requested]
                  .map(
                    (unit) =>
                      `${inZone(slot.from, zoneOf(unit) ?? 'UTC')} ${zoneOf(unit) ? country(unit.split('/')[0]!) : 'UTC'}`,
                  )
                  .join(' · ')}
              </Text>
            ),
          )}
        </div>
      ))}
    </Section>
  );
}

const DOCUMENTS = ['request', 'acknowledgement', 'decision', 'transmittal', 'custody', 'record'] as const;

/** Papers for the file and the court: seen before they are printed, in one language or two side by side. */
function Papers({ data }: { data: Case }) {
  const { t, assistance, language } = useWords();
  const [opened, { open, close }] = useDisclosure(false);
  const { unitOf } = useUnitNames();
  const other = unitOf(data.unit === data.requested ? data.requesting : data.requested)?.languages[0];
  const [form, setForm] = useState({
    document: 'record' as (typeof DOCUMENTS)[number],
    first: language as string,
    // What the other side reads stands beside it, unless it is the same.
    second: other && other !== language && other in LANGUAGES ? other : '',
    why: '',
  });
  const [url, setUrl] = useState<string>();
  const { busy, error, attempt } = useAttempt();
  const languages = [form.first, form.second].filter(Boolean);
  const paper = () =>
    download(`/api/v1/cases/${data.id}/documents`, {
      method: 'POST',
      body: { document: form.document, languages, why: form.why },
    });
  const bundle = () =>
    download(`/api/v1/cases/${data.id}/bundle`, { method: 'POST', body: { languages, why: form.why } });
  const forget = () => {
    if (url) URL.revokeObjectURL(url);
    setUrl(undefined);
  };
  const reference = data.reference.replace(/[^\w.-]+/g, '-');
  return (
    <>
      <Button variant="default" leftSection={<FileText size={15} />} onClick={open}>
        {t('papers')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => {
          forget();
          close();
        }}
        title={t('papers')}
        size={url ? '90%' : 'lg'}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Stack gap="sm">
          <Group grow>
            <NativeSelect
              label={t('papers.document')}
              value={form.document}
              data={DOCUMENTS.map((value) => ({ value, label: assistance.document[value] }))}
              onChange={(event) => setForm({ ...form, document: event.currentTarget.value as 'record' })}
            />
            <NativeSelect
              label={t('papers.first')}
              value={form.first}
              data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
              onChange={(event) => setForm({ ...form, first: event.currentTarget.value })}
            />
            <NativeSelect
              label={t('papers.second')}
              value={form.second}
              data={[
                { value: '', label: '—' },
                ...Object.entries(LANGUAGES)
                  .filter(([code]) => code !== form.first)
                  .map(([value, label]) => ({ value, label })),
              ]}
              onChange={(event) => setForm({ ...form, second: event.currentTarget.value })}
            />
          </Group>
          <TextInput
            label={t('papers.why')}
            description={t('papers.why.hint')}
            value={form.why}
            onChange={(event) => setForm({ ...form, why: event.currentTarget.value })}
            required
          />
          <ProblemText error={error} />
          <Group>
            <Button
              disabled={form.why.trim() === ''}
              loading={busy}
              onClick={() =>
                void attempt(async () => {
                  forget();
                  setUrl(URL.createObjectURL(new Blob([await paper()], { type: 'application/pdf' })));
                })
              }
            >
              {t('papers.preview')}
            </Button>
            <Button
              variant="default"
              disabled={form.why.trim() === ''}
              onClick={() => void attempt(async () => save(await paper(), `${reference}-${form.document}.pdf`))}
            >
              {t('papers.save')}
            </Button>
            <Button
              variant="default"
              disabled={form.why.trim() === ''}
              onClick={() => void attempt(async () => save(await bundle(), `${reference}.liaison.zip`))}
            >
              {t('papers.bundle')}
            </Button>
          </Group>
          {url && <iframe title={assistance.document[form.document]} src={url} className={styles.frame} />}
        </Stack>
      </Modal>
    </>
  );
}
