import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { wordIn } from '#libs/kinds/case-words.js';
import { api, node } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { useFilesOnTheWay } from '../offline/files-on-the-way.js';
import { useKept } from '../offline/use-kept.js';
import { FilesOfForm, FilesStillComing } from '../ui/Attach.js';
import { withFieldAt } from '../ui/field-path.js';
import { KeptHere } from '../ui/KeptHere.js';
import { Awaited } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { SchemaForm } from '../ui/SchemaForm.js';
import type { Schema } from '../ui/schema.js';
import { useAttempt } from '../ui/use-attempt.js';
import { useFormFaults } from '../ui/use-form-faults.js';
import type { Case } from './duty.js';
import type { KindParts } from './parts-of-a-kind.js';

type Fields = Record<string, unknown>;

/** One move in a case: what every party learns, and what it says; as the node's own form asks for it. */
export function MoveForm({
  data,
  parts,
  move,
  onDone,
}: {
  data: Case;
  parts: KindParts | undefined;
  move: string;
  onDone: () => Promise<void>;
}) {
  const { t, cases, language } = useWords();
  const words = cases[data.kind]!;
  const { units, nameOf } = useUnitNames();
  const asked = { params: { query: { kind: data.kind } } };
  const forms = api.useQuery('get', '/api/v1/cases/forms', asked, { staleTime: Number.POSITIVE_INFINITY });
  const start = data.moves.find((one) => one.move === move);
  const kept = useKept(`move ${data.id} ${move}`, { terms: (start?.terms ?? {}) as Fields, content: {} as Fields });
  const { terms, content } = kept.value;
  const { busy, error, attempt } = useAttempt();
  const faultsOf = useFormFaults(/^(terms|content)\./);
  const form = forms.data?.moves[move];
  const files = useFilesOnTheWay(
    `move ${data.id} ${move}`,
    data.unit,
    kept.ready ? (path, { name }) => kept.change({ content: withFieldAt(content, path, { name }) }) : undefined,
  );
  if (!form) return <Awaited of={forms}>{null}</Awaited>;
  const termsSchema = form.terms as Schema;
  const contentSchema = form.content as Schema;
  const partner = (data.unit === data.requested ? data.requesting : data.requested).split('/')[0]!;
  const translateTo = units.find((one) => one.member === partner)?.languages[0];
  const ours = units
    .filter((one) => one.member === data.unit.split('/')[0])
    .map((one) => ({ value: one.unit, label: nameOf(one.unit) }));
  const choices = {
    ...Object.fromEntries(
      Object.entries(start?.choices ?? {}).map(([name, all]) => [
        name,
        all.map(({ value, word }) => ({
          value: String(value),
          label: word ? `${value}. ${wordIn(words, word.group, word.code)}` : String(value),
        })),
      ]),
    ),
    offices: units
      .filter((one) => one.function === 'liaison-office')
      .map((one) => ({ value: one.unit, label: one.unit })),
    unit: ours,
    to: ours,
  };
  const own = Object.entries(parts?.terms ?? {}).filter(([name]) => name in (termsSchema.properties ?? {}));
  const isAsked = (name: string): boolean => !(name in (start?.given ?? {})) && !own.some(([one]) => one === name);
  const shownTerms: Schema = {
    ...termsSchema,
    properties: Object.fromEntries(Object.entries(termsSchema.properties ?? {}).filter(([name]) => isAsked(name))),
  };
  const faults = faultsOf(error);
  const send = () =>
    attempt(async () => {
      await node.POST('/api/v1/cases/{id}/moves', {
        params: { path: { id: data.id } },
        body: { unit: data.unit, move, terms: numbersIn(termsSchema, { ...terms, ...start?.given }), content },
      });
      notifications.show({ message: t('move.done', { what: wordIn(words, 'move', move) }) });
      await onDone();
      await kept.forget();
    });
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        <bdi>{form.law}</bdi>
      </Text>
      <KeptHere kept={kept} files={files} />
      {own.map(([name, Term]) => (
        <Term
          key={name}
          data={data}
          value={terms[name]}
          onChange={(next) => kept.change({ terms: { ...terms, [name]: next } })}
        />
      ))}
      <FilesOfForm value={files}>
        {Object.keys(shownTerms.properties ?? {}).length > 0 && (
          <SchemaForm
            name=""
            path=""
            schema={shownTerms}
            value={terms}
            choices={choices}
            faults={faults}
            onChange={(next) => kept.change({ terms: next as Fields })}
          />
        )}
        {Object.keys(contentSchema.properties ?? {}).length > 0 && (
          <SchemaForm
            name=""
            path=""
            schema={contentSchema}
            value={content}
            translateTo={translateTo === language ? undefined : translateTo}
            faults={faults}
            onChange={(next) => kept.change({ content: next as Fields })}
          />
        )}
      </FilesOfForm>
      <ProblemText error={error} />
      <FilesStillComing count={files.files.length} />
      <Group justify="flex-end">
        <Button loading={busy} disabled={files.files.length > 0} onClick={() => void send()}>
          {t('move.go', { unit: nameOf(data.unit === data.requested ? data.requesting : data.requested) })}
        </Button>
      </Group>
    </Stack>
  );
}

/** A number that was chosen from a list is a text until it is sent. */
const numbersIn = ({ properties = {} }: Schema, terms: Fields): Fields =>
  Object.fromEntries(
    Object.entries(terms).map(([name, value]) => [
      name,
      properties[name]?.type === 'integer' && typeof value === 'string' ? Number(value) : value,
    ]),
  );
