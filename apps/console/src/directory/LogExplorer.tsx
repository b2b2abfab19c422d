import { Alert, Button, Code, Group, NumberInput, Text } from '@mantine/core';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { leafHash, verifyInclusion } from '#libs/log/merkle.js';
import { api } from '../api/client.js';
import { useWords } from '../language/index.js';
import { fromBase64 } from '../offline/bytes.js';
import { useFilters } from '../ui/filters.js';
import { Awaited, Fact, Facts, Page, Section } from '../ui/parts.js';
import styles from './directory.module.css';

/** What the log says at a place, and the proof that it does: checked in this browser as well (RFC 9162 §2.1.3.2). */
export default function LogExplorer() {
  const { t, say, number, moment, away } = useWords();
  const { filters, set } = useFilters();
  const status = api.useQuery('get', '/api/v1/status');
  const newest = status.data?.directory.position ?? 1;
  const position = Number(filters.position) || newest;
  const shown = api.useQuery(
    'get',
    '/api/v1/directory/statements/{position}',
    { params: { path: { position: String(position) } } },
    { enabled: position > 0 },
  );
  const entries = api.useQuery(
    'get',
    '/api/v1/directory/entries',
    { params: { query: { from: position - 1 } } },
    { enabled: position > 0 },
  );
  const data = shown.data;
  const entry = fromBase64(entries.data?.entries[0] ?? '');
  const proved = data && entry && isProved(data, entry);
  const goTo = (to: number) => set({ position: String(Math.min(newest, Math.max(1, to))) });
  return (
    <Page title={t('directory.log')}>
      <Section>
        <Facts>
          <Fact label={t('log.size')}>{number(newest)}</Fact>
          <Fact label={t('fresh.checkpoint')}>
            {status.data?.directory.witnessedAt &&
              `${away(status.data.directory.witnessedAt)} · ${t('fresh.witnesses', { count: status.data.directory.witnesses, quorum: status.data.directory.quorum })}`}
          </Fact>
        </Facts>
        <Group gap="xs" mt="xs" align="flex-end">
          <Button variant="default" disabled={position <= 1} onClick={() => goTo(position - 1)}>
            {t('log.before')}
          </Button>
          <NumberInput
            label={t('trust.position')}
            value={position}
            min={1}
            max={newest}
            onChange={(value) => Number(value) && goTo(Number(value))}
            w={140}
            hideControls
          />
          <Button variant="default" disabled={position >= newest} onClick={() => goTo(position + 1)}>
            {t('log.after')}
          </Button>
        </Group>
      </Section>
      <Awaited of={shown}>
        {data && entry && (
          <Section title={say(data.phrase)}>
            <Alert
              color={proved ? 'teal' : 'red'}
              mb="sm"
              icon={proved ? <ShieldCheck size={18} /> : <ShieldAlert size={18} />}
              title={t(proved ? 'log.proved' : 'log.not-proved')}
              data-proved={proved}
            >
              <Text size="sm">
                {t(proved ? 'log.proved.means' : 'log.not-proved.means', { size: number(data.proof.size) })}
              </Text>
            </Alert>
            <Facts>
              <Fact label={t('log.author')}>
                <bdi dir="ltr">{data.author}</bdi>
              </Fact>
              <Fact label={t('log.at')}>{moment(data.at)}</Fact>
              <Fact label={t('case.hash')}>
                <bdi dir="ltr" className={styles.hash}>
                  {data.hash}
                </bdi>
              </Fact>
              <Fact label={t('log.root')}>
                <bdi dir="ltr" className={styles.hash}>
                  {data.proof.root}
                </bdi>
              </Fact>
              <Fact label={t('log.path')}>
                {data.proof.hashes.map((hash, i) => (
                  <div key={hash} className={styles.hash} dir="ltr">
                    {i + 1}. {hash}
                  </div>
                ))}
              </Fact>
            </Facts>
            <Text size="sm" fw={600} mt="sm">
              {t('log.body')}
            </Text>
            <Code block tabIndex={0} dir="ltr">
              {JSON.stringify(data.body, null, 1)}
            </Code>
            <Text size="sm" fw={600} mt="sm">
              {t('log.checkpoint')}
            </Text>
            <Code block tabIndex={0} dir="ltr">
              {data.checkpoint}
            </Code>
          </Section>
        )}
      </Awaited>
    </Page>
  );
}

const bytesOf = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array();

/** Counted again here: whether the path leads from the entry, as it stands in the log, to the root that the checkpoint names. */
function isProved(
  { proof, checkpoint }: { proof: { index: number; size: number; root: string; hashes: string[] }; checkpoint: string },
  entry: Uint8Array,
): boolean {
  const [, size, root] = checkpoint.split('\n');
  const same =
    Number(size) === proof.size && root !== undefined && String(fromBase64(root)) === String(bytesOf(proof.root));
  return (
    same && verifyInclusion(leafHash(entry), proof.index, proof.size, proof.hashes.map(bytesOf), bytesOf(proof.root)).ok
  );
}
