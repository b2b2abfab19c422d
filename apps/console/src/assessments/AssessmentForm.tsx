import { Button, Group, MultiSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { Body } from '#libs/api/routes.js';
import { api, node } from '../api/client.js';
import { type Handling, HandlingFields } from '../bulletins/HandlingFields.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useMayWrite } from '../directory/use-may-write.js';
import { useWords } from '../language/index.js';
import { useKept } from '../offline/use-kept.js';
import { One } from '../ui/choices.js';
import { useCountries } from '../ui/countries.js';
import { KeptHere } from '../ui/KeptHere.js';
import { localMinute } from '../ui/local-minute.js';
import { Columns, Empty, Page, Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';

type Judged = Body<'/api/v1/bulletins/risk-assessment', 'post'>['body']['judgements'][number];
/** While it is written: citations as author and id of each alert. */
type Judgement = Pick<Judged, 'likelihood' | 'impact' | 'confidence'> & {
  readonly statement: string;
  readonly citations: readonly string[];
};
const JUDGEMENT: Judgement = {
  statement: '',
  likelihood: 'medium',
  impact: 'medium',
  confidence: 'moderate',
  citations: [],
};
const VALID_DAYS = 90;
/** As the officer's own calendar has it. */
const dayFromNow = (days: number): string =>
  localMinute(new Date(Date.now() + days * 86_400_000).toISOString()).slice(0, 10);

/** An evaluation of risk for all who subscribe to such: judgements, each with the alerts that it rests on. */
export default function AssessmentForm() {
  const { t, language, alert: words } = useWords();
  const { nameOf } = useUnitNames();
  const countries = useCountries();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [unit] = useMayWrite().bulletins;
  const alerts = api.useQuery('get', '/api/v1/bulletins/alert', { params: { query: { box: 'all', limit: 200 } } });
  const kept = useKept('assessment', {
    title: '',
    summary: '',
    from: dayFromNow(-VALID_DAYS),
    until: dayFromNow(0),
    countries: [] as string[],
    judgements: [JUDGEMENT],
    recommendations: '',
    handling: { tlp: 'AMBER', code: 'H2', pap: 'AMBER', namedUnits: [] } as Handling,
    validUntil: dayFromNow(VALID_DAYS),
  });
  const { value, change } = kept;
  const { busy, error, attempt } = useAttempt();
  if (!unit) return <Empty what={t('write.no-role')} why={t('write.no-role.why')} />;
  const text = (said: string) => ({ language, text: said.trim() });
  const judge = (i: number, by: Partial<Judgement>) =>
    change({ judgements: value.judgements.map((one, j) => (j === i ? { ...one, ...by } : one)) });
  const sure: Record<Judged['confidence'], string> = {
    low: t('assess.sure.low'),
    moderate: t('assess.sure.moderate'),
    high: t('assess.sure.high'),
  };
  const post = () =>
    attempt(async () => {
      const { data } = await node.POST('/api/v1/bulletins/risk-assessment', {
        body: {
          unit,
          body: {
            title: text(value.title),
            summary: text(value.summary),
            period: { from: value.from, until: value.until },
            countries: value.countries,
            judgements: value.judgements.map(({ statement, citations, ...rest }) => ({
              ...rest,
              statement: text(statement),
              citations: citations.map((one) => {
                const [author, alert] = one.split(' ');
                return { author: author!, alert: alert! };
              }),
            })),
            recommendations: value.recommendations.split('\n').filter(Boolean).map(text),
            handling: value.handling,
            validUntil: new Date(`${value.validUntil}T23:59:59`).toISOString(),
          },
        },
      });
      await kept.forget();
      await client.invalidateQueries({ queryKey: ['get', '/api/v1/bulletins/risk-assessment'] });
      notifications.show({
        message: t('assess.posted', { count: data!.audience.filter((one) => one.receives).length }),
      });
      go(`/${data!.id}`);
    });
  const ready =
    value.title.trim() !== '' &&
    value.summary.trim() !== '' &&
    value.judgements.every((one) => one.statement.trim() !== '' && one.citations.length > 0);
  return (
    <Page title={t('assess.write')}>
      <KeptHere kept={kept} />
      <Section>
        <Stack gap="sm">
          <TextInput
            label={t('field.title')}
            value={value.title}
            onChange={(event) => change({ title: event.currentTarget.value })}
          />
          <Textarea
            label={words.heading.summary}
            autosize
            minRows={3}
            value={value.summary}
            onChange={(event) => change({ summary: event.currentTarget.value })}
          />
          <Columns of={3}>
            <TextInput
              type="date"
              label={t('assess.from')}
              value={value.from}
              onChange={(event) => change({ from: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label={t('assess.until')}
              value={value.until}
              onChange={(event) => change({ until: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label={words.label.validUntil}
              value={value.validUntil}
              onChange={(event) => change({ validUntil: event.currentTarget.value })}
            />
          </Columns>
          <MultiSelect
            label={t('assess.countries')}
            searchable
            value={value.countries}
            data={countries}
            onChange={(chosen) => change({ countries: chosen })}
          />
        </Stack>
      </Section>
      {value.judgements.map((one, i) => (
        <Section
          // biome-ignore lint/suspicious/noArrayIndexKey: judgements have no name but their place
          key={i}
          title={t('assess.judgement', { number: i + 1 })}
          aside={
            value.judgements.length > 1 && (
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                onClick={() => change({ judgements: value.judgements.filter((_, j) => j !== i) })}
              >
                {t('remove')}
              </Button>
            )
          }
        >
          <Stack gap="sm">
            <Textarea
              label={t('assess.statement')}
              autosize
              minRows={2}
              value={one.statement}
              onChange={(event) => judge(i, { statement: event.currentTarget.value })}
            />
            <Columns of={3}>
              <One
                label={words.label.likelihood}
                words={words.level}
                value={one.likelihood}
                none={t('choose')}
                onChange={(likelihood) => judge(i, { likelihood })}
              />
              <One
                label={words.label.impact}
                words={words.level}
                value={one.impact}
                none={t('choose')}
                onChange={(impact) => judge(i, { impact })}
              />
              <One
                label={words.label.confidence}
                words={sure}
                value={one.confidence}
                none={t('choose')}
                onChange={(confidence) => judge(i, { confidence })}
              />
            </Columns>
            <MultiSelect
              label={t('assess.rests-on')}
              description={t('assess.rests-on.why')}
              searchable
              value={[...one.citations]}
              data={(alerts.data?.bulletins ?? [])
                .filter((each) => each.unit === unit && !each.recalled && !each.replacedBy)
                .map((each) => ({
                  value: `${each.sender} ${each.id}`,
                  label: `${each.title} · ${nameOf(each.sender)} · TLP:${each.tlp}`,
                }))}
              onChange={(citations) => judge(i, { citations })}
            />
          </Stack>
        </Section>
      ))}
      <Button mb="sm" variant="default" onClick={() => change({ judgements: [...value.judgements, JUDGEMENT] })}>
        {t('assess.another')}
      </Button>
      <Section title={t('assess.recommendations')}>
        <Textarea
          aria-label={t('assess.recommendations')}
          description={t('assess.recommendations.why')}
          autosize
          minRows={2}
          value={value.recommendations}
          onChange={(event) => change({ recommendations: event.currentTarget.value })}
        />
      </Section>
      <Section title={t('field.handling')}>
        <Stack gap="sm">
          <HandlingFields
            value={value.handling}
            onChange={(by) => change({ handling: { ...value.handling, ...by } })}
          />
        </Stack>
      </Section>
      <ProblemText error={error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={() => go('/')}>
          {t('cancel')}
        </Button>
        <Button loading={busy} disabled={!ready} onClick={() => void post()}>
          {t('assess.go')}
        </Button>
      </Group>
    </Page>
  );
}
