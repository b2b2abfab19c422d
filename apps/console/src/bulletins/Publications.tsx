import { Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { useWords } from '../language/index.js';
import { PartNav } from '../ui/PartNav.js';
import { BulletinList } from './BulletinList.js';
import { BulletinPage } from './BulletinPage.js';
import { BulletinWriter, NewBulletin } from './BulletinWriter.js';
import Drafts from './Drafts.js';
import { WRITERS } from './of-kinds.js';
import { HAVE_THEIR_OWN_PLACE } from './places.js';

const KINDS = BULLETIN_NAMES.filter((name) => !HAVE_THEIR_OWN_PLACE.includes(name));

/** What units publish beside alerts, each kind in a part of its own. */
export default function Publications() {
  const { t, capital } = useWords();
  return (
    <>
      <PartNav label={t('place.bulletins')} parts={KINDS.map((kind) => [kind, capital(t(`kind.${kind}`))] as const)} />
      <Suspense>
        <Switch>
          {KINDS.map((kind) => (
            <Route key={kind} path={`/${kind}`} nest>
              <OfKind kind={kind} />
            </Route>
          ))}
          <Route>
            <Redirect to={`/${KINDS[0]}`} replace />
          </Route>
        </Switch>
      </Suspense>
    </>
  );
}

function OfKind({ kind }: { kind: BulletinName }) {
  const { t } = useWords();
  const Writer = WRITERS[kind];
  return (
    <Switch>
      <Route path="/">
        <BulletinList kind={kind} />
      </Route>
      <Route path="/drafts">
        <Drafts kind={kind} write={t('bulletins.write')} />
      </Route>
      <Route path="/write">{Writer ? <Writer /> : <NewBulletin kind={kind} />}</Route>
      <Route path="/write/:id">{({ id }) => <BulletinWriter key={id} kind={kind} id={id} />}</Route>
      <Route path="/:id">{({ id }) => <BulletinPage key={id} kind={kind} id={id} />}</Route>
    </Switch>
  );
}
