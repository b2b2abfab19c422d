import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from 'wouter';
import { referenceTo } from '#libs/envelope/reference.js';
import { api } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useMayWrite } from '../directory/use-may-write.js';
import { useWords } from '../language/index.js';
import { Awaited, Empty, Fact, Facts, Page, Section, Tlp } from '../ui/parts.js';

/** Evaluations of risk, each resting on alerts. */
export default function Assessments() {
  const { t, away } = useWords();
  const { nameOf } = useUnitNames();
  const mayWrite = useMayWrite().alerts.length > 0;
  const listed = api.useQuery('get', '/api/v1/assessments');
  return (
    <Page
      title={t('networks.part.assessments')}
      aside={
        mayWrite && (
          <Button component={Link} href="/assessments/write">
            {t('assess.write')}
          </Button>
        )
      }
    >
      <Awaited of={listed}>
        {listed.data?.assessments.length === 0 && <Empty what={t('assess.none')} why={t('assess.none.why')} />}
        {listed.data?.assessments.map((one) => (
          <Section key={one.id}>
            <Group justify="space-between">
              <div>
                <Anchor component={Link} href={`/assessments/${referenceTo(one)}`} fw={600}>
                  <bdi>{one.title}</bdi>
                </Anchor>
                <Text size="sm" c="dimmed">
                  {nameOf(one.sender)} · {away(one.storedAt)}
                </Text>
              </div>
              <Tlp label={one.tlp} />
            </Group>
          </Section>
        ))}
      </Awaited>
    </Page>
  );
}

/** One evaluation: what is judged, how sure, and how what it rests on stands now. */
export function AssessmentPage({ id }: { id: string }) {
  const { t, alert: words, country, listed, dated, colon } = useWords();
  const { nameOf } = useUnitNames();
  const shown = api.useQuery('get', '/api/v1/assessments/{id}', { params: { path: { id } } });
  if (!shown.data) return <Awaited of={shown}>{null}</Awaited>;
  const { assessment, sender, sources, tlp, title } = shown.data;
  return (
    <Page
      title={<bdi>{title}</bdi>}
      aside={
        <Button variant="default" onClick={() => print()}>
          {t('print')}
        </Button>
      }
    >
      <Section>
        <Facts>
          <Fact label={words.label.from}>{nameOf(sender)}</Fact>
          <Fact label="TLP">
            <Tlp label={tlp} /> {words.handling[assessment.handling.code]}
          </Fact>
          <Fact label={t('assess.period')}>
            {dated(assessment.period.from)} – {dated(assessment.period.until)}
          </Fact>
          <Fact label={t('assess.countries')}>{listed((assessment.countries ?? []).map(country))}</Fact>
          <Fact label={words.label.validUntil}>{dated(assessment.validUntil)}</Fact>
        </Facts>
        <Text mt="xs" lang={assessment.summary.language}>
          <bdi>{assessment.summary.text}</bdi>
        </Text>
      </Section>
      {assessment.judgements.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: judgements have no name but their place
        <Section key={i}>
          <Text fw={600} lang={one.statement.language}>
            <bdi>{one.statement.text}</bdi>
          </Text>
          <Group gap={6} my={6}>
            <Badge variant="light" color={one.likelihood === 'critical' ? 'red' : 'indigo'}>
              {words.label.likelihood}
              {colon}
              {words.level[one.likelihood]}
            </Badge>
            <Badge variant="light" color={one.impact === 'critical' ? 'red' : 'indigo'}>
              {words.label.impact}
              {colon}
              {words.level[one.impact]}
            </Badge>
            <Badge variant="light" color="gray">
              {words.label.confidence}
              {colon}
              {t(`assess.sure.${one.confidence}`)}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {t('assess.rests-on')}
          </Text>
          <Stack gap={2}>
            {sources
              .filter(({ author, alert }) =>
                one.citations.some((cited) => cited.author === author && cited.alert === alert),
              )
              .map(({ alert, author, title: name, standing }) => (
                <Text size="sm" key={author + alert}>
                  {standing === 'not-here' ? (
                    <bdi dir="ltr">{alert}</bdi>
                  ) : (
                    <Anchor component={Link} href={`~/alerts/${referenceTo({ id: alert, sender: author })}`} size="sm">
                      <bdi>{name ?? alert}</bdi>
                    </Anchor>
                  )}{' '}
                  · {nameOf(author)} · {t(`assess.stands.${standing}`)}
                </Text>
              ))}
          </Stack>
        </Section>
      ))}
      {(assessment.recommendations ?? []).length > 0 && (
        <Section title={t('assess.recommendations')}>
          {assessment.recommendations!.map((one) => (
            <Text size="sm" key={one.text} lang={one.language}>
              <bdi>{one.text}</bdi>
            </Text>
          ))}
        </Section>
      )}
    </Page>
  );
}
