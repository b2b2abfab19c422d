import { Button, FileButton, List, Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { asBytes } from '#libs/api/client.js';
import type { Answer } from '#libs/api/routes.js';
import { node } from '../api/client.js';
import { useWords } from '../language/index.js';
import { useMe } from '../sign-in/session.js';
import { ProblemText } from '../ui/problem.js';

/** What others wrote in STIX, MISP or GeoJSON, as drafts: with a word on each thing that was taken and that was not. */
export function ImportButton() {
  const { t } = useWords();
  const { holds } = useMe();
  const client = useQueryClient();
  const [report, setReport] = useState<Answer<'/api/v1/imports', 'post'>>();
  const [error, setError] = useState<unknown>();
  const [unit] = holds('drafter');
  const take = async (file: File | null) => {
    if (!file || !unit) return;
    try {
      const { data } = await node.POST('/api/v1/imports', { params: { query: { unit } }, ...asBytes(file) });
      setReport(data);
      await client.invalidateQueries({ queryKey: ['get', '/api/v1/bulletin-drafts/alert'] });
    } catch (problem) {
      setError(problem);
    }
  };
  const close = () => {
    setReport(undefined);
    setError(undefined);
  };
  return (
    <>
      <FileButton onChange={(file) => void take(file)} accept=".json,.geojson,application/json">
        {(props) => (
          <Button {...props} variant="default" leftSection={<Upload size={15} />}>
            {t('import')}
          </Button>
        )}
      </FileButton>
      <Modal
        opened={report !== undefined || error !== undefined}
        onClose={close}
        title={t('import.report')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <ProblemText error={error} />
        {report && (
          <>
            <Text size="sm">{t('import.drafts', { count: report.drafts.length, format: report.format })}</Text>
            <List size="sm" my="xs">
              {report.drafts.map((one) => (
                <List.Item key={one.where}>
                  {one.id ? <Link href={`/write/${one.id}`}>{one.title}</Link> : one.title}
                  {one.missing.length > 0 && ` · ${t('drafts.missing', { count: one.missing.length })}`}
                </List.Item>
              ))}
            </List>
            <List size="xs" c="dimmed">
              {report.lines
                .filter((one) => !one.taken)
                .map((one) => (
                  <List.Item key={one.where + one.what}>
                    <bdi>{one.where}</bdi>: {one.what}. {one.why}
                  </List.Item>
                ))}
            </List>
          </>
        )}
      </Modal>
    </>
  );
}
