import { Anchor, Alert as Notice } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Link } from 'wouter';
import type { Answer } from '#libs/api/routes.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { blocksOf, evaluationIn } from '#libs/kinds/alert/blocks.js';
import { handlingIn } from '#libs/kinds/handling-line.js';
import { api } from '../api/client.js';
import { Board } from '../bulletins/Board.js';
import { FileLine } from '../bulletins/FileLine.js';
import { Notes } from '../bulletins/Notes.js';
import { Replies } from '../bulletins/Replies.js';
import { Standing } from '../bulletins/Standing.js';
import { Title } from '../bulletins/Title.js';
import { Trust } from '../bulletins/Trust.js';
import { useVoice } from '../bulletins/voice.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { useFieldWords } from '../ui/field-words.js';
import layout from '../ui/layout.module.css';
import { Awaited, Fact, Facts, Page, Section, Tlp } from '../ui/parts.js';
import { Actions } from './Actions.js';
import styles from './alerts.module.css';
import { onMap } from './RouteMap.js';
import { Similar } from './Similar.js';

const WorldMap = lazy(() => import('../map/WorldMap.js'));
type Shown = Answer<'/api/v1/bulletins/alert/{id}'>;

/** What should I do, what may I do with it, can I believe it? — or, of our own: who has it, and who has not? */
export default function AlertPage({ id, inPane }: { id: string; inPane?: boolean }) {
  const words = useWords();
  const { t, language, alert: said, moment } = words;
  const voiceFor = useVoice();
  const { codeOf, pathOf } = useFieldWords('alert');
  const { nameOf } = useUnitNames();
  const client = useQueryClient();
  const shown = api.useQuery(
    'get',
    '/api/v1/bulletins/alert/{id}',
    { params: { path: { id } } },
    { refetchInterval: ({ state }) => (isUnderWay(state.data as Shown | undefined) ? FOLLOW_MS : false) },
  );
  const refresh = () =>
    client.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/v1/bulletins/alert'),
    });
  const data = shown.data;
  if (!data) return <Awaited of={shown}>{null}</Awaited>;
  const { body: alert } = data;
  const own = data.sender === data.unit;
  const voice = voiceFor(said);
  return (
    <Page
      title={<Title of={data} />}
      aside={<Actions data={data} own={own} refresh={refresh} />}
      {...(inPane && { wide: true })}
    >
      <div className={styles.handling}>
        <Tlp label={data.tlp} />
        {alert && <span>{handlingIn(alert.handling, { ...said, codeOf }).replace(/^\S+ · /, '')}</span>}
      </div>
      <Standing data={data} />
      {data.replacedBy && (
        <Notice color="orange" mb="sm">
          <Anchor component={Link} href={`/${referenceTo({ id: data.replacedBy, sender: data.sender })}`}>
            {t('alert.replaced')}
          </Anchor>
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
                  <Fact label={said.label.actionAsked}>
                    <strong>{said.action[alert.actionAsked]}</strong>
                  </Fact>
                  <Fact label={said.label.validUntil}>
                    {moment(alert.validUntil)} ({words.away(alert.validUntil)})
                  </Fact>
                  <Fact label={t('alert.evaluation')}>{evaluationIn(alert, said)}</Fact>
                </Facts>
                <div className={styles.block}>
                  {blocksOf(alert, voice)
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
                      {alert.files.map((file, i) => (
                        <FileLine
                          key={file.name}
                          kind="alert"
                          of={referenceTo(data)}
                          file={file}
                          state={data.files[i]?.state}
                        />
                      ))}
                    </div>
                  </div>
                )}
              </Section>
            )}
            {data.changes && data.changes.length > 0 && (
              <Section title={t('bulletins.changes')}>
                <table className={layout.table}>
                  <thead>
                    <tr>
                      <th>{t('bulletins.field')}</th>
                      <th>{t('bulletins.before')}</th>
                      <th>{t('bulletins.after')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.changes.map((one) => (
                      <tr key={one.field}>
                        <td>
                          <bdi>{pathOf(one.field)}</bdi>
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
            {alert && <Replies kind="alert" data={data} own={own} refresh={refresh} />}
            {data.delivery.length > 0 && <Board kind="alert" data={data} own={own} refresh={refresh} />}
            {alert && <Notes kind="alert" id={id} unit={data.unit} assignedTo={data.assignedTo} refresh={refresh} />}
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
