import { lazy, Suspense } from 'react';
import { Link, Redirect, Route, Switch, useRoute } from 'wouter';
import styles from '../directory/directory.module.css';
import { useWords } from '../language/index.js';
import { useMe } from '../sign-in/session.js';
import Health from './Health.js';

const Officers = lazy(() => import('./Officers.js'));
const Retention = lazy(() => import('./Retention.js'));
const Incidents = lazy(() => import('./Incidents.js'));

export default function Administration() {
  const { t } = useWords();
  const { holds } = useMe();
  const administers = holds('administrator').length > 0;
  const parts = [
    ...(administers ? ['officers'] : []),
    'health',
    'incidents',
    ...(holds('liaison-officer', 'auditor', 'releaser', 'drafter').length > 0 ? ['retention'] : []),
  ];
  return (
    <>
      <nav className={styles.parts} aria-label={t('place.administration')}>
        {parts.map((part) => (
          <Part key={part} part={part} label={t(`administration.${part}`)} />
        ))}
      </nav>
      <Suspense>
        <Switch>
          <Route path="/officers" component={Officers} />
          <Route path="/health" component={Health} />
          <Route path="/incidents" component={Incidents} />
          <Route path="/retention" component={Retention} />
          <Route>
            <Redirect to={`/${parts[0]}`} replace />
          </Route>
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
