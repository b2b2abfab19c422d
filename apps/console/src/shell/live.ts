import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { signal } from '../api/client.js';

/** What officers are told, with the answers that are stale from then on. */
const STALE: Readonly<Record<string, readonly string[]>> = {
  alert: ['/api/v1/alerts', '/api/v1/alerts/{id}', '/api/v1/networks', '/api/v1/status'],
  risk: ['/api/v1/assessments', '/api/v1/assessments/{id}', '/api/v1/status'],
  search: ['/api/v1/alerts'],
  similar: ['/api/v1/networks', '/api/v1/alerts/{id}/similar'],
  release: ['/api/v1/alert-drafts', '/api/v1/request-drafts'],
  share: ['/api/v1/share-requests'],
  case: ['/api/v1/cases', '/api/v1/cases/{id}'],
  digest: ['/api/v1/alerts'],
};
const TYPES = [
  'alert-received',
  'alert-recalled',
  'alert-expiring',
  'alert-expired',
  'alert-reminder',
  'alert-replied',
  'alert-unconfirmed',
  'risk-assessment-received',
  'risk-assessment-recalled',
  'risk-assessment-expiring',
  'risk-assessment-expired',
  'risk-assessment-reminder',
  'risk-assessment-replied',
  'risk-assessment-unconfirmed',
  'search-found',
  'similar-found',
  'release-asked',
  'share-asked',
  'share-decided',
  'share-release-asked',
  'case-received',
  'case-moved',
  'case-move-void',
  'case-due-soon',
  'case-overdue',
  'case-late',
  'case-to-escalate',
  'digest',
];

/** Hears of what happens as it happens; after a cut everything is asked for again. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  useEffect(() => {
    const source = new EventSource('/api/v1/events');
    const refresh = (paths: readonly string[]) =>
      void client.invalidateQueries({ predicate: ({ queryKey }) => paths.includes(String(queryKey[1])) });
    for (const type of TYPES) {
      source.addEventListener(type, () => refresh([...(STALE[type.split('-')[0]!] ?? []), '/api/v1/notifications']));
    }
    let cut = false;
    source.addEventListener('heartbeat', () => signal('reached'));
    source.onerror = () => {
      cut = true;
    };
    source.onopen = () => {
      signal('reached');
      if (cut) void client.invalidateQueries();
      cut = false;
    };
    return () => source.close();
  }, [client]);
}
