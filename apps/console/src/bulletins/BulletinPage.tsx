import { Anchor, Button, Alert as Notice, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { type Bulletin, bulletinsAt } from '#libs/api/bulletins.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { blocksOfBulletin } from '#libs/kinds/bulletin-blocks.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { api } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { useFieldWords } from '../ui/field-words.js';
import { Awaited, Fact, Facts, Page, Section, Tlp } from '../ui/parts.js';
import { Amend } from './Amend.js';
import { Board } from './Board.js';
import { Export } from './Export.js';
import { FileLine } from './FileLine.js';
import { useBulletinForm } from './forms.js';
import { Notes } from './Notes.js';
import { READERS, WRITERS } from './of-kinds.js';
import { Recall } from './Recall.js';
import { Replies } from './Replies.js';
import { Standing } from './Standing.js';
import { Title } from './Title.js';
import { Trust } from './Trust.js';
import { useTitleOf } from './use-title-of.js';
import { useVoice } from './voice.js';

/** One bulletin of any kind: what it says, whether it is to be believed, what became of it. */
export function BulletinPage({ kind, id }: { kind: BulletinName; id: string }) {
  const { t } = useWords();
  const client = useQueryClient();
  const form = useBulletinForm(kind);
  const refresh = () =>
    client.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[1]).startsWith(bulletinsAt(kind, '')),
    });
  const shown = api.useQuery('get', bulletinsAt(kind, '/{id}'), { params: { path: { id } } });
  if (!shown.data) return <Awaited of={shown}>{null}</Awaited>;
  const { body, sender, unit, assignedTo } = shown.data;
  const own = sender === unit;
  const about = { kind, data: shown.data, refresh };
  const Reader = READERS[kind];
  return (
    <Page
      title={<Title of={shown.data} />}
      aside={
        <>
          <Button variant="default" size="xs" onClick={() => print()}>
            {t('print')}
          </Button>
          {body && !WRITERS[kind] && <Amend {...about} />}
          {body && <Export {...about} />}
          {body && form?.recallable && <Recall {...about} />}
        </>
      }
    >
      <Standing data={shown.data} />
      {shown.data.replacedBy && (
        <Notice color="orange" mb="sm">
          <Anchor component={Link} href={`/${referenceTo({ id: shown.data.replacedBy, sender })}`}>
            {t('bulletins.replaced')}
          </Anchor>
        </Notice>
      )}
      <Trust data={shown.data} own={own} />
      {body &&
        (Reader ? <Reader data={shown.data} body={body} /> : <Blocks kind={kind} data={shown.data} body={body} />)}
      {body && <Replies {...about} own={own} />}
      {shown.data.delivery.length > 0 && <Board {...about} own={own} />}
      {body && <Notes kind={kind} id={id} unit={unit} assignedTo={assignedTo} refresh={refresh} />}
    </Page>
  );
}

/** What it says, part by part, in the reader's language. */
function Blocks({ kind, data, body }: { kind: BulletinName; data: Bulletin; body: object }) {
  const { t, language, kinds, moment, alert: words } = useWords();
  const { nameOf } = useUnitNames();
  const { pathOf } = useFieldWords(kind);
  const said = body as Parameters<typeof blocksOfBulletin>[1] & { readonly validUntil: string };
  // It stands above already.
  const title = useTitleOf()(data);
  const voice = useVoice()(kinds[kind]!);
  const { heading: headings } = kinds[kind] as { readonly heading?: { readonly files?: string } };
  // Files are shown below, each to be saved.
  const blocks = blocksOfBulletin(kind, said, voice).filter(({ heading }) => heading !== headings?.files);
  return (
    <>
      <Section>
        <Facts>
          <Fact label={words.label.from}>{nameOf(data.sender)}</Fact>
          <Fact label="TLP">
            <Tlp label={data.tlp} />
          </Fact>
          <Fact label={t('field.validUntil')}>{moment(said.validUntil)}</Fact>
        </Facts>
      </Section>
      {blocks.map(({ heading, lines }) => (
        <Section key={heading} {...(heading !== title && { title: <bdi>{heading}</bdi> })}>
          {lines.map((line) => (
            <Text key={line} size="sm" mb={4} dir={language === 'ar' ? undefined : 'auto'}>
              {line}
            </Text>
          ))}
        </Section>
      ))}
      {said.files.length > 0 && (
        <Section title={words.heading.files}>
          {said.files.map((file, i) => (
            <FileLine key={file.name} kind={kind} of={referenceTo(data)} file={file} state={data.files[i]?.state} />
          ))}
        </Section>
      )}
      {data.changes && data.changes.length > 0 && (
        <Section title={t('bulletins.changes')}>
          {data.changes.map(({ field, before, after }) => (
            <Text size="sm" key={field}>
              {pathOf(field)}
              {words.colon}
              <del dir="auto">{before}</del> <ins dir="auto">{after}</ins>
            </Text>
          ))}
        </Section>
      )}
    </>
  );
}
