import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { useWords } from '../language/index.js';
import { PartNav } from '../ui/PartNav.js';
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
      <PartNav
        label={t('place.directory')}
        parts={PARTS.map((part) => [part, t(`directory.${part || 'members'}`)] as const)}
      />
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
