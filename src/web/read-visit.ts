import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HostVerdict } from '../http/host.ts';
import { faultOfFraming, theOneHost } from '../http/request-framing.ts';
import { parseTarget } from '../http/request-target.ts';
import type { Visit } from './visit.ts';
import { watchedAddresses } from './watched.ts';

/** A request that is refused before routing. */
export interface Refusal {
  readonly kind: 'refused';
  readonly status: number;
  /** The address whose error page is shown. */
  readonly path: string;
}

/**
 * Refuses requests that are malformed or meant for another host (RFC 9112 3.2, RFC 9110 7.4).
 *
 * @param judgeHost judges the host that a request names
 * @returns the checked request with its target, or the status of the refusal
 */
export function readVisit(
  request: IncomingMessage,
  response: ServerResponse,
  judgeHost: (authority: string | undefined) => HostVerdict,
): (Visit & { readonly kind: 'visit' }) | Refusal {
  const { method = '' } = request;
  const refuse = (status: number, path = '/'): Refusal => ({ kind: 'refused', status, path });
  if (request.httpVersionMajor !== 1) return refuse(505);
  const fault = faultOfFraming(request);
  if (fault !== undefined) return refuse(fault);
  const target = parseTarget(request.url ?? '');
  if (target.kind === 'malformed') return refuse(400);
  const verdict = judgeHost(theOneHost(request));
  const asked = target.kind === 'path' && target.authority !== undefined;
  const judged = asked && verdict.kind !== 'malformed' ? judgeHost(target.authority) : verdict;
  if (judged.kind === 'malformed') return refuse(400);
  if (target.kind === 'server' && method !== 'OPTIONS') return refuse(400);
  const path = target.kind === 'path' ? target.path : '/';
  const watched = judged.kind === 'machine' && watchedAddresses.includes(request.url ?? '');
  if (judged.kind === 'foreign' || (judged.kind === 'machine' && !watched)) return refuse(421, path);
  const query = target.kind === 'path' ? target.query : '';
  const origins = judged.kind === 'ours' ? judged.origins : [];
  return { kind: 'visit', request, response, method, path, query, origins };
}
