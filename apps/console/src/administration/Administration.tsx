import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { useWords } from '../language/index.js';
import { useMe } from '../sign-in/session.js';
import { PartNav } from '../ui/PartNav.js';
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
      <PartNav
        label={t('place.administration')}
        parts={parts.map((part) => [part, t(`administration.${part}`)] as const)}
      />
      <Suspense>
        <Switch>
          {parts.includes('officers') && <Route path="/officers" component={Officers} />}
          <Route path="/health" component={Health} />
          <Route path="/incidents" component={Incidents} />
          {parts.includes('retention') && <Route path="/retention" component={Retention} />}
          <Route>
            <Redirect to={`/${parts[0]}`} replace />
          </Route>
        </Switch>
      </Suspense>
    </>
  );
}
