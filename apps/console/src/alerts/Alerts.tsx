import { Route, Switch } from 'wouter';
import AlertPage from './AlertPage.js';
import Drafts from './Drafts.js';
import Inbox from './Inbox.js';
import Writer, { NewAlert } from './Writer.js';

export default function Alerts() {
  return (
    <Switch>
      <Route path="/" component={Inbox} />
      <Route path="/drafts" component={Drafts} />
      <Route path="/write" component={NewAlert} />
      <Route path="/write/:id">{({ id }) => <Writer key={id} id={id} />}</Route>
      <Route path="/:id">{({ id }) => <AlertPage key={id} id={id} />}</Route>
    </Switch>
  );
}
