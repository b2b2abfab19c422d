import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { Answer } from '#libs/api/routes.js';
import { referenceTo } from '#libs/envelope/reference.js';
import type { Shown } from '../bulletins/shown.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { Fact, Facts, Section, Tlp } from '../ui/parts.js';

/** What is judged, how sure, and how what it rests on stands now. */
export default function Judged({ data, body }: Shown) {
  const { sender, sources, tlp } = data;
  const assessment = body as NonNullable<Answer<'/api/v1/bulletins/risk-assessment/{id}'>['body']>;
  const { t, alert: words, country, listed, dated, colon } = useWords();
  const { nameOf } = useUnitNames();
  return (
    <>
      <Section>
        <Facts>
          <Fact label={words.label.from}>{nameOf(sender)}</Fact>
          <Fact label="TLP">
            <Tlp label={tlp} /> {t(`code.${assessment.handling.code}`)}
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
              .filter(({ author, bulletin }) =>
                one.citations.some((cited) => cited.author === author && cited.alert === bulletin),
              )
              .map(({ bulletin: alert, author, title: name, standing }) => (
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
    </>
  );
}
