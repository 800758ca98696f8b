import type { IncomingMessage } from 'node:http';
import type { PersonProgress } from '../enquiry/person-progress.ts';
import type { StaffProgress } from '../enquiry/staff-progress.ts';
import { clientAddress, clientPrefix } from '../http/client-address.ts';
import { createSlowDown } from '../http/slow-down.ts';
import type { Settings } from '../settings/settings.ts';
import { createPostPerson, type PostPerson } from '../web/progress/post-person.ts';
import { createPostStaff, type PostStaff } from '../web/progress/post-staff.ts';
import type { Surroundings } from './surroundings.ts';

/** One enquiry is asked for so often with another code: ten times, and then every half a minute. */
export const byReference = { free: 10, everyMilliseconds: 30_000 };
/** Behind one address there may be a shelter, and all who live there may mistype. */
export const byClient = { free: 60, everyMilliseconds: 10_000 };
/** Whoever tries tokens that are none. A token cannot be guessed; this spares the work. */
const byStaffClient = { free: 200, everyMilliseconds: 1_000 };

/**
 * @param roles the keys of those who may take an enquiry up
 * @returns what the person's page and the staff's page ask, the same in the real server and in the live preview
 */
export function openProgressPages(
  progress: {
    readonly person: PersonProgress;
    readonly staff: StaffProgress;
    readonly waitBesideStore: () => boolean;
  },
  roles: () => readonly string[],
  { enquiryRate, trustedProxies }: Settings,
  { random, log }: Surroundings,
): { readonly postPerson: PostPerson; readonly postStaff: PostStaff } {
  const now = () => performance.now();
  const clientOf = ({ headersDistinct, socket }: IncomingMessage): string =>
    clientPrefix(
      clientAddress(
        socket.remoteAddress ?? '',
        headersDistinct['x-forwarded-for']?.join(','),
        trustedProxies,
      ),
    );
  const ofClients = (pace: typeof byClient) =>
    createSlowDown({ pace: enquiryRate === undefined ? undefined : pace, now, random });
  return {
    postPerson: createPostPerson({
      progress: progress.person,
      byReference: createSlowDown({ pace: byReference, now, random }),
      byClient: ofClients(byClient),
      clientOf,
      waitBesideStore: progress.waitBesideStore,
      log,
    }),
    postStaff: createPostStaff({
      progress: progress.staff,
      roles,
      byClient: ofClients(byStaffClient),
      clientOf,
    }),
  };
}
