import { Route, Switch } from 'wouter';
import { BEGINNINGS, BeginForm } from './BeginForm.js';
import CaseList from './CaseList.js';
import CasePage from './CasePage.js';
import RequestWriter, { NewRequest } from './RequestWriter.js';

export default function Cases() {
  return (
    <Switch>
      <Route path="/" component={CaseList} />
      <Route path="/write" component={NewRequest} />
      {BEGINNINGS.map((move) => (
        <Route key={move} path={`/begin/${move}`}>
          <BeginForm key={move} move={move} />
        </Route>
      ))}
      <Route path="/write/:id">{({ id }) => <RequestWriter key={id} id={id} />}</Route>
      <Route path="/:id">{({ id }) => <CasePage key={id} id={id} />}</Route>
    </Switch>
  );
}
