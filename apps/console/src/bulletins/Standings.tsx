import type { Bulletin } from '#libs/api/bulletins.js';
import { useWords } from '../language/index.js';

/** In a list, behind the rest of a line: that a bulletin holds no more, and who of the unit deals with it. */
export function Standings({ of }: { of: Pick<Bulletin, 'recalled' | 'replacedBy' | 'expired' | 'assignedTo'> }) {
  const { t } = useWords();
  const state = of.recalled ? 'recalled' : of.replacedBy ? 'replaced' : of.expired ? 'expired' : undefined;
  return (
    <>
      {state && ` · ${t(`bulletins.state.${state}`)}`}
      {of.assignedTo && ` · ${t('bulletins.with', { officer: of.assignedTo })}`}
    </>
  );
}
