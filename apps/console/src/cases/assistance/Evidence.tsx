import { List, Text } from '@mantine/core';
import type { StateView } from '#libs/kinds/mutual-legal-assistance/state-view.js';
import { filesShownIn } from '#libs/kinds/shown-file.js';
import { useUnitNames } from '../../directory/unit-names.js';
import { Empty, Fact, Facts, Section } from '../../ui/parts.js';
import { type Case } from '../duty.js';
import { FileOfEvent } from '../FileOfEvent.js';
import { useAssistanceWords } from './words.js';

/** What was handed over, by whom, with its hash at every step. */
export function Evidence({ data, state }: { data: Case; state: StateView }) {
  const { t, assistance, moment } = useAssistanceWords();
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
        const events = data.timeline.filter((event) => event.terms.item === item.item && !event.void);
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
              {filesShownIn(recorded).map((file) => (
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
