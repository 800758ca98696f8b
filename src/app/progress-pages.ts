import type { IncomingMessage } from 'node:http';
import type { PersonProgress } from '../enquiry/person-progress.ts';
import type { StaffProgress } from '../enquiry/staff-progress.ts';
import { clientAddress, clientPrefix } from '../http/client-address.ts';
import { createSlowDown } from '../http/slow-down.ts';
import type { Settings } from '../settings/settings.ts';
import { createPostPerson, type PostPerson } from '../web/progress/post-person.ts';
import { createPostStaff, type PostStaff } from '../web/progress/post-staff.ts';
import type { Surroundings } from './surroundings.ts';

/** One reference may be tried with a code ten times, then once every 30 seconds. */
export const byReference = { free: 10, everyMilliseconds: 30_000 };
/** Many people may share one address, for example in a shelter, and all of them may mistype. */
export const byClient = { free: 60, everyMilliseconds: 10_000 };
/** For clients that try wrong tokens. A token cannot be guessed; this only saves work. */
const byStaffClient = { free: 200, everyMilliseconds: 1_000 };

/**
 * @param roles the keys of those who may take an enquiry up
 * @returns the handlers of the person's page and the staff's page, the same in the real server and in `npm run
 * dev`
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
