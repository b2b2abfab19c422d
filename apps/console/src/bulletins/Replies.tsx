import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type Bulletin, bulletinsAt } from '#libs/api/bulletins.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { type BulletinName } from '#libs/kinds/bulletin-names.js';
import type { WrittenReplyType } from '#libs/kinds/bulletin-reply.js';
import { node } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { useKept } from '../offline/use-kept.js';
import { KeptHere } from '../ui/KeptHere.js';
import { Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';
import { useBulletinForm } from './forms.js';

export function Replies({
  kind,
  data,
  own,
  refresh,
}: {
  kind: BulletinName;
  data: Bulletin;
  own: boolean;
  refresh: () => Promise<void>;
}) {
  const { t, language, moment } = useWords();
  const { nameOf } = useUnitNames();
  const kept = useKept(`reply ${referenceTo(data)}`, {
    type: '' as WrittenReplyType | '',
    text: '',
    place: '',
    seenAt: '',
  });
  const form = useBulletinForm(kind);
  const { type, ...answer } = kept.value;
  const { busy, error, attempt } = useAttempt(refresh);
  const said = data.replies.filter((one) => one.type !== 'opened');
  if (own && said.length === 0) return null;
  const send = () =>
    attempt(async () => {
      await node.POST(bulletinsAt(kind, '/{id}/replies'), {
        params: { path: { id: referenceTo(data) } },
        body: {
          type: type as WrittenReplyType,
          ...(answer.text && { text: { language, text: answer.text } }),
          ...(answer.place && { place: answer.place }),
          ...(answer.seenAt && { seenAt: new Date(answer.seenAt).toISOString() }),
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
              {(form?.replies ?? []).map((one) => (
                <Button
                  key={one}
                  size="compact-sm"
                  variant={one === type ? 'light' : 'default'}
                  aria-pressed={one === type}
                  onClick={() => kept.change({ type: one === type ? '' : (one as WrittenReplyType) })}
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
                  value={answer.text}
                  onChange={(event) => kept.change({ text: event.currentTarget.value })}
                />
                {type === 'sighting' && (
                  <Group gap="xs">
                    <TextInput
                      label={t('replies.place')}
                      value={answer.place}
                      onChange={(event) => kept.change({ place: event.currentTarget.value })}
                    />
                    <TextInput
                      type="datetime-local"
                      label={t('replies.seen-at')}
                      value={answer.seenAt}
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
