import { Route, Switch } from 'wouter';
import Drafts from '../bulletins/Drafts.js';
import { useWords } from '../language/index.js';
import AlertPage from './AlertPage.js';
import { ImportButton } from './ImportButton.js';
import Inbox from './Inbox.js';
import Writer, { NewAlert } from './Writer.js';

export default function Alerts() {
  const { t } = useWords();
  return (
    <Switch>
      <Route path="/" component={Inbox} />
      <Route path="/drafts">
        <Drafts kind="alert" write={t('alerts.write')} aside={<ImportButton />} />
      </Route>
      <Route path="/write" component={NewAlert} />
      <Route path="/write/:id">{({ id }) => <Writer key={id} id={id} />}</Route>
      <Route path="/:id">{({ id }) => <AlertPage key={id} id={id} />}</Route>
    </Switch>
  );
}
