import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type Bulletin, bulletinsAt } from '#libs/api/bulletins.js';
import { referenceTo } from '#libs/envelope/reference.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { node } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { groupBy } from '../ui/group.js';
import layout from '../ui/layout.module.css';
import { MemberCode, Section } from '../ui/parts.js';

/** Who has it, who has opened it, who has not. */
export function Board({
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
  const { t, away } = useWords();
  const { nameOf } = useUnitNames();
  const counts = groupBy(data.delivery, (one) => one.state);
  const waiting = data.delivery.filter((one) => ['delivered'].includes(one.state)).length;
  const remind = async () => {
    const { data: answer } = await node.POST(bulletinsAt(kind, '/{id}/reminder'), {
      params: { path: { id: referenceTo(data) } },
    });
    notifications.show({ message: t('board.reminded', { count: answer!.reminded.length }) });
    await refresh();
  };
  return (
    <Section
      title={t(own ? 'board.title' : 'board.others')}
      aside={
        own &&
        waiting > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => void remind()}>
            {t('board.remind', { count: waiting })}
          </Button>
        )
      }
    >
      <Text size="sm" mb={6}>
        {[...counts].map(([state, all]) => t(`board.count.${state}`, { count: all.length })).join(' · ')}
      </Text>
      <table className={layout.table}>
        <tbody>
          {data.delivery.map((one) => (
            <tr key={one.unit}>
              <td>
                <MemberCode unit={one.unit} />
              </td>
              <td>{nameOf(one.unit)}</td>
              <td>
                {t(`board.${one.state}`)}
                {(one.progressAt ?? one.deliveredAt) && ` · ${away((one.progressAt ?? one.deliveredAt)!)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
