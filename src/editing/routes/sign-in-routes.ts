import { minute } from '../../durations.ts';
import { isPublicMailAddress } from '../../mail-address.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { button, checkbox, form, textField } from '../html/fields.ts';
import { html } from '../html/html.ts';
import type { Allowance } from '../sign-in/attempts.ts';
import { type Codes, codeLimits } from '../sign-in/codes.ts';
import type { Cookies } from '../sign-in/cookies.ts';
import { deviceName } from '../sign-in/device.ts';
import type { SignInMails } from '../sign-in/mails.ts';
import type { OneTimeLink } from '../sign-in/one-time-link.ts';
import { type People, readPerson } from '../sign-in/people.ts';
import { localPerson, personOf, rememberedMilliseconds, type Sessions } from '../sign-in/sessions.ts';
import { type Replies, seeOther } from './replies.ts';
import { type EditorVisit, fieldOf, type Reply, type Route, type Visit } from './visit.ts';

export const signInPath = '/wejscie/';
export const personPath = '/kto/';
const codePath = '/wejscie/kod/';
export const linkPath = '/wejscie/link/';
const devicesPath = '/urzadzenia/';

const words = plEditing.signIn;
/** Suffix of the cookie's value: the device is to be remembered. */
const rememberMark = '.30';

/** Addresses and codes that one client may try: enough for a whole office behind one address, not for a program. */
export const triesOfClient: Allowance = { limit: 40, windowMilliseconds: 10 * minute };

export interface SignInParts {
  readonly replies: Replies;
  readonly codes: Codes;
  readonly sessions: Sessions;
  readonly people: People;
  readonly cookies: Cookies;
  readonly mails: SignInMails;
  /** Undefined: the server is not on loopback, so there is no link. */
  readonly link: OneTimeLink | undefined;
  /** Addresses in small letters. */
  readonly editors: readonly string[];
  /** Rate limits: mails to one address, and tries of one client. */
  readonly mayMail: (address: string) => boolean;
  readonly mayTry: (client: string) => boolean;
  /** Called at each sign-in. */
  readonly onSignedIn: () => void;
}

const errorAt = (field: string, message: string | undefined) =>
  message === undefined ? [] : [{ field, message }];
const seconds = (milliseconds: number): number => milliseconds / 1000;
const minutes = (milliseconds: number): number => seconds(milliseconds) / 60;

/** The routes for signing in, and for the list of a person's devices. */
export function signInRoutes(parts: SignInParts): readonly Route[] {
  const { replies, codes, sessions, people, cookies, mails, link, editors } = parts;

  const askAddress = (typed = '', error?: string): Reply =>
    replies.page({
      title: words.title,
      errors: errorAt('adres', error),
      content: html`<p>${words.lead}</p>
      ${form(
        signInPath,
        html`${textField({ name: 'adres', label: words.address, type: 'email', autocomplete: 'username', value: typed, error })}
        ${checkbox({ name: 'zapamietaj', label: words.remember })}
        <div class="sending">${button(words.send, { main: true })}</div>`,
      )}`,
    });

  const askCode = (error?: string): Reply =>
    replies.page({
      title: words.codeTitle,
      errors: errorAt('kod', error),
      content: html`<p>${words.codeLead(codeLimits.minutes)}</p>
      ${form(
        codePath,
        html`${textField({ name: 'kod', label: words.code, autocomplete: 'one-time-code', maxlength: 20, error })}
        <div class="sending">${button(words.enter, { main: true })}</div>`,
      )}
      <p class="meta">${words.codeNone(codeLimits.minutes)}</p>
      <p class="alone"><a href="${signInPath}">${words.again}</a></p>`,
    });

  const tooMany = (): Reply =>
    replies.page(
      {
        title: words.tooMany,
        content: html`<p>${words.tooManyLead(minutes(triesOfClient.windowMilliseconds))}</p>`,
      },
      429,
      { 'Retry-After': String(seconds(triesOfClient.windowMilliseconds)) },
    );

  /** The same response in the same time for any address: the mail is sent in the background. */
  function takeAddress(visit: Visit): Reply {
    const address = fieldOf(visit, 'adres').toLowerCase();
    if (!isPublicMailAddress(address)) return askAddress(address, words.addressWrong);
    if (!parts.mayTry(visit.client)) return tooMany();
    const page = codes.ask(address);
    // Above the limit of mails an address gets a new code only when it has no valid one, so that nobody can lock a
    // person out by using up the limit.
    if (editors.includes(address) && (parts.mayMail(address) || !codes.hasGood(address)))
      void mails.code(address, codes.issue(address));
    const remember = fieldOf(visit, 'zapamietaj') === 'tak';
    return seeOther(codePath, {
      'Set-Cookie': cookies.write('proba', `${page}${remember ? rememberMark : ''}`, codeLimits.minutes * 60),
    });
  }

  async function signIn(visit: Visit, person: string, remember: boolean): Promise<Reply> {
    const device = deviceName(visit.request.headers['user-agent']) ?? words.unknownDevice;
    const token = await sessions.open(person, device, remember);
    parts.onSignedIn();
    return seeOther('/', {
      'Set-Cookie': cookies.write('redakcja', token, remember ? seconds(rememberedMilliseconds) : undefined),
    });
  }

  async function takeCode(visit: Visit): Promise<Reply> {
    if (!parts.mayTry(visit.client)) return tooMany();
    const asked = cookies.read(visit.request.headers.cookie, 'proba');
    if (asked === undefined) return seeOther(signInPath);
    const remember = asked.endsWith(rememberMark);
    const verdict = codes.answer(asked.replace(rememberMark, ''), fieldOf(visit, 'kod'));
    if (verdict.kind !== 'right')
      return askCode(
        verdict.kind === 'wrong' ? words.wrong : words.over(codeLimits.minutes, codeLimits.tries),
      );
    const device = deviceName(visit.request.headers['user-agent']) ?? words.unknownDevice;
    void mails.signedIn(verdict.address, device);
    return signIn(visit, personOf(verdict.address), remember);
  }

  const linkPage = (token: string): Reply =>
    link?.isGood(token)
      ? replies.page({
          title: words.linkTitle,
          content: html`<p>${words.linkLead}</p>${form(`${linkPath}${token}/`, button(words.enter, { main: true }))}`,
        })
      : replies.page({ title: words.linkUsed, content: html`<p>${words.linkUsedLead}</p>` }, 404);

  const askPerson = (
    typed: { role: string; initials: string },
    errors: Readonly<{ role?: string; initials?: string }> = {},
  ): Reply => {
    const { person } = plEditing;
    return replies.page({
      title: person.title,
      errors: [...errorAt('rola', errors.role), ...errorAt('inicjaly', errors.initials)],
      content: html`<p>${person.lead}</p>${form(
        personPath,
        html`${textField({ name: 'rola', label: person.role, hint: person.roleHint, value: typed.role, error: errors.role })}
        ${textField({ name: 'inicjaly', label: person.initials, hint: person.initialsHint, value: typed.initials, error: errors.initials, maxlength: 8 })}
        <div class="sending">${button(person.save, { main: true })}</div>`,
      )}`,
    });
  };

  async function takePerson(visit: EditorVisit): Promise<Reply> {
    const typed = { role: fieldOf(visit, 'rola'), initials: fieldOf(visit, 'inicjaly') };
    const { role, initials } = readPerson(typed);
    if (role === undefined || initials === undefined)
      return askPerson(typed, {
        ...(role === undefined ? { role: plEditing.person.roleWrong } : {}),
        ...(initials === undefined ? { initials: plEditing.person.initialsWrong } : {}),
      });
    await people.keep(visit.session.person, { role, initials });
    return seeOther('/');
  }

  const devices = ({ session, person }: EditorVisit): Reply => {
    const { devices: own } = plEditing;
    return replies.page({
      title: own.title,
      initials: person.initials,
      content: html`<p>${own.lead}</p>
      <ul class="rows">${sessions.ofPerson(session.person).map(
        (one) => html`<li>
        <span><b>${one.device}</b>${one.id === session.id && ` (${own.this})`}<br>${own.since(new Date(one.since), new Date(one.until))}</span>
        <form method="post" action="${devicesPath}"><input type="hidden" name="id" value="${one.id}"><button class="button" aria-label="${own.removeWhich(one.device)}">${own.remove}</button></form></li>`,
      )}</ul>
      <p class="alone"><a href="${personPath}">${plEditing.person.title}</a></p>`,
    });
  };

  async function signOut({ request, session }: Visit): Promise<Reply> {
    if (session !== undefined) await sessions.close(session.id, session.person);
    const gone = cookies.read(request.headers.cookie, 'redakcja') === undefined;
    return seeOther(signInPath, {
      // The pages of POSTs are in the browser's cache (see the door): the next person at this computer must not see them.
      'Clear-Site-Data': '"cache"',
      ...(gone ? {} : { 'Set-Cookie': cookies.write('redakcja', '', 0) }),
    });
  }

  return [
    {
      path: /^\/wejscie\/$/,
      open: true,
      get: (visit) => (visit.session === undefined ? askAddress() : seeOther('/')),
      post: takeAddress,
    },
    { path: /^\/wejscie\/kod\/$/, open: true, get: () => askCode(), post: takeCode },
    {
      path: /^\/wejscie\/link\/([\w-]{1,64})\/$/,
      open: true,
      get: ({ places: [token = ''] }) => linkPage(token),
      post: (visit) => {
        const [token = ''] = visit.places;
        if (!parts.mayTry(visit.client)) return tooMany();
        return link?.use(token) ? signIn(visit, localPerson, false) : linkPage(token);
      },
    },
    { path: /^\/wyjscie\/$/, open: true, post: signOut },
    {
      path: /^\/kto\/$/,
      get: ({ person }) => askPerson(person),
      post: takePerson,
    },
    {
      path: /^\/urzadzenia\/$/,
      get: devices,
      post: async (visit) => {
        await sessions.close(fieldOf(visit, 'id'), visit.session.person);
        return seeOther(devicesPath);
      },
    },
  ];
}
