import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { FileText } from 'lucide-react';
import { useState } from 'react';
import { download, save } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { LANGUAGES, useWords } from '../language/index.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';
import styles from './cases.module.css';
import { type Case } from './duty.js';

const DOCUMENTS = ['request', 'acknowledgement', 'decision', 'transmittal', 'custody', 'record'] as const;

/** Papers for the file and the court: seen before they are printed, in one language or two side by side. */
export function Papers({ data }: { data: Case }) {
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
