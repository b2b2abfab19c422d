import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { FileText } from 'lucide-react';
import { useState } from 'react';
import type { Body } from '#libs/api/routes.js';
import { wordIn } from '#libs/kinds/case-words.js';
import { node, save } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { type ConsoleLanguage, LANGUAGES, useWords } from '../language/index.js';
import { oneOf } from '../ui/filters.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';
import styles from './cases.module.css';
import { type Case } from './duty.js';

type Document = Body<'/api/v1/cases/{id}/documents', 'post'>['document'];

const LANGUAGE_CODES = Object.keys(LANGUAGES) as ConsoleLanguage[];

interface Asked {
  readonly document: Document;
  readonly first: ConsoleLanguage;
  readonly second: ConsoleLanguage | undefined;
  readonly why: string;
}

/** Papers for the file and the court: seen before they are printed, in one language or two side by side. */
export function Papers({ data }: { data: Case }) {
  const { t, cases, language } = useWords();
  const words = cases[data.kind]!;
  const [opened, { open, close }] = useDisclosure(false);
  const { unitOf } = useUnitNames();
  const other = unitOf(data.unit === data.requested ? data.requesting : data.requested)?.languages[0];
  const [form, setForm] = useState<Asked>({
    document: 'record',
    first: language,
    // What the other side reads stands beside it, unless it is the same.
    second: other === language ? undefined : oneOf(LANGUAGE_CODES, other),
    why: '',
  });
  const [url, setUrl] = useState<string>();
  const { busy, error, attempt } = useAttempt();
  const languages = form.second ? [form.first, form.second] : [form.first];
  const asked = { params: { path: { id: data.id } }, parseAs: 'blob' } as const;
  const paper = async () => {
    const body = { document: form.document, languages, why: form.why };
    return (await node.POST('/api/v1/cases/{id}/documents', { ...asked, body })).data!;
  };
  const bundle = async () => {
    const body = { languages, why: form.why };
    return (await node.POST('/api/v1/cases/{id}/bundle', { ...asked, body })).data!;
  };
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
              data={data.documents.map((value) => ({ value, label: wordIn(words, 'document', value) }))}
              onChange={(event) => setForm({ ...form, document: event.currentTarget.value as Asked['document'] })}
            />
            <NativeSelect
              label={t('papers.first')}
              value={form.first}
              data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
              onChange={(event) => setForm({ ...form, first: event.currentTarget.value as ConsoleLanguage })}
            />
            <NativeSelect
              label={t('papers.second')}
              value={form.second ?? ''}
              data={[
                { value: '', label: '—' },
                ...Object.entries(LANGUAGES)
                  .filter(([code]) => code !== form.first)
                  .map(([value, label]) => ({ value, label })),
              ]}
              onChange={(event) => setForm({ ...form, second: oneOf(LANGUAGE_CODES, event.currentTarget.value) })}
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
          {url && <iframe title={wordIn(words, 'document', form.document)} src={url} className={styles.frame} />}
        </Stack>
      </Modal>
    </>
  );
}
