import { Route, Switch } from 'wouter';
import RequestWriter, { NewRequest } from './assistance/RequestWriter.js';
import { BeginForm, CaseDraft } from './BeginForm.js';
import CaseList from './CaseList.js';
import CasePage from './CasePage.js';
import { partsOf } from './kind-parts.js';

export default function Cases() {
  return (
    <Switch>
      <Route path="/" component={CaseList} />
      <Route path="/write" component={NewRequest} />
      <Route path="/begin/:kind/:move">
        {({ kind, move }) => <Begin key={`${kind} ${move}`} kind={kind} move={move} />}
      </Route>
      <Route path="/drafts/:id">{({ id }) => <CaseDraft key={id} id={id} />}</Route>
      <Route path="/write/:id">{({ id }) => <RequestWriter key={id} id={id} />}</Route>
      <Route path="/:id">{({ id }) => <CasePage key={id} id={id} />}</Route>
    </Switch>
  );
}

function Begin({ kind, move }: { kind: string; move: string }) {
  const parts = partsOf(kind);
  return parts?.beginnings.includes(move) ? <parts.Begin move={move} /> : <BeginForm kind={kind} move={move} />;
}
