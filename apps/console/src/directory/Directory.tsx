import { lazy, Suspense } from 'react';
import { Link, Route, Switch, useRoute } from 'wouter';
import { useWords } from '../language/index.js';
import styles from './directory.module.css';
import MemberPage from './MemberPage.js';
import Members from './Members.js';

const Contacts = lazy(() => import('./Contacts.js'));
const Subscriptions = lazy(() => import('./Subscriptions.js'));
const Policies = lazy(() => import('./Policies.js'));
const Ceremonies = lazy(() => import('./Ceremonies.js'));
const LogExplorer = lazy(() => import('./LogExplorer.js'));
const PARTS = ['', 'contacts', 'subscriptions', 'policies', 'ceremonies', 'log'] as const;

export default function Directory() {
  const { t } = useWords();
  return (
    <>
      <nav className={styles.parts} aria-label={t('place.directory')}>
        {PARTS.map((part) => (
          <Part key={part} part={part} label={t(`directory.${part || 'members'}`)} />
        ))}
      </nav>
      <Suspense>
        <Switch>
          <Route path="/" component={Members} />
          <Route path="/members/:member">{({ member }) => <MemberPage key={member} member={member} />}</Route>
          <Route path="/contacts" component={Contacts} />
          <Route path="/subscriptions" component={Subscriptions} />
          <Route path="/policies" component={Policies} />
          <Route path="/ceremonies" component={Ceremonies} />
          <Route path="/log" component={LogExplorer} />
        </Switch>
      </Suspense>
    </>
  );
}

function Part({ part, label }: { part: string; label: string }) {
  const [here] = useRoute(`/${part}`);
  return (
    <Link href={`/${part}`} className={styles.part} aria-current={here ? 'page' : undefined}>
      {label}
    </Link>
  );
}
