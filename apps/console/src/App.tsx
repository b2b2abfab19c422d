import { useDirection } from '@mantine/core';
import { lazy, Suspense, useEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { directionOf, useWords } from './language/index.js';
import { Shell } from './shell/Shell.js';
import { Asking, CutOff, Locked, SignIn } from './sign-in/SignIn.js';
import { useSession } from './sign-in/session.js';
import { Empty } from './ui/parts.js';
import { Unbroken } from './ui/Unbroken.js';

const Home = lazy(() => import('./home/Home.js'));
const Alerts = lazy(() => import('./alerts/Alerts.js'));
const Publications = lazy(() => import('./bulletins/Publications.js'));
const Cases = lazy(() => import('./cases/Cases.js'));
const Networks = lazy(() => import('./networks/Networks.js'));
const Directory = lazy(() => import('./directory/Directory.js'));
const Audit = lazy(() => import('./administration/Audit.js'));
const Administration = lazy(() => import('./administration/Administration.js'));
const Account = lazy(() => import('./account/Account.js'));
const Enrolling = lazy(() => import('./account/Enrolling.js'));

/** Each area is fetched when it is first gone to. */
export function App() {
  const { t, language } = useWords();
  const { standing } = useSession();
  const [path] = useLocation();
  const { setDirection } = useDirection();
  useEffect(() => setDirection(directionOf(language)), [language, setDirection]);
  if (standing === 'asking') return <Asking />;
  if (standing === 'signed-out') return <SignIn />;
  if (standing === 'locked') return <Locked />;
  if (standing === 'cut-off') return <CutOff />;
  if (standing === 'enrolling')
    return (
      <Suspense fallback={<Asking />}>
        <Enrolling />
      </Suspense>
    );
  return (
    <Shell>
      <Unbroken path={path}>
        <Suspense fallback={<Asking />}>
          <Switch>
            <Route path="/" component={Home} />
            <Route path="/alerts" nest component={Alerts} />
            <Route path="/bulletins" nest component={Publications} />
            <Route path="/cases" nest component={Cases} />
            <Route path="/networks" nest component={Networks} />
            <Route path="/directory" nest component={Directory} />
            <Route path="/audit" component={Audit} />
            <Route path="/administration" nest component={Administration} />
            <Route path="/account" component={Account} />
            <Route>
              <Empty what={t('nothing-here')} why={t('nothing-here.why')} />
            </Route>
          </Switch>
        </Suspense>
      </Unbroken>
    </Shell>
  );
}
