import { counted } from './intl.ts';
import { withFullStop } from './typography.ts';
import type { Words } from './words.ts';

const seconds = counted('en', { one: 'second', other: 'seconds' });

/** The English words of the person's page, on which people see the state of their enquiry. */
export const enProgress: Words['progress'] = {
  title: 'What is happening with my message?',
  description:
    'Check if somebody is dealing with your message. You need the number and the code that you got after sending it.',
  waiting: 'Are you waiting for an answer?',
  intro: 'Type the number and the code that the site showed after your message was sent.',
  reference: {
    label: 'Message number',
    hint: 'For example KIS-4RJ-F93. Capital and small letters are the same, you can leave out the dashes.',
    missing: 'Type the message number.',
  },
  code: { label: 'Code', hint: '6 characters, for example XT7-K4M.', missing: 'Type the code.' },
  check: 'Check',
  checkAgain: 'Check again',
  startAgain: 'Start again',
  without: 'If you do not have the number or the code, call. We will tell you what to do:',
  notFound: {
    title: 'We cannot find this message',
    text: 'The number and the code do not match, or the message has already been deleted. Type both again, character by character. If it still does not work, call: it is not your fault.',
  },
  slow: {
    title: 'Wait a moment',
    text: (count) =>
      `Somebody has tried many times. Wait ${seconds(count)} and press “Check again”. We have what was typed.`,
  },
  keptReference: (reference) => `The number that was typed: ${reference}`,
  unavailable: {
    title: 'We cannot check this now',
    text: 'It is not your fault. Your message is safe with us. Try again in a few minutes or call.',
  },
  problems: {
    malformed: {
      title: 'This could not be read',
      text: 'Some characters arrived damaged. Type the number and the code again or call.',
    },
    'cross-site': {
      title: 'Type the number and the code here',
      text: 'This question came from another website, so we do not answer it.',
    },
    'too-large': {
      title: 'There was too much text',
      text: 'The message number and the code are enough. Type them again or call.',
    },
    'unsupported-type': {
      title: 'We cannot read this',
      text: 'Type the number and the code in the fields below or call.',
    },
  },
  states: {
    received: {
      title: 'We have your message',
      text: 'It is still on its way to the club’s mailbox. The site keeps trying to deliver it.',
    },
    stuck: {
      title: 'We have your message',
      text: 'We could not pass it on to the club’s mailbox. It is not your fault. Call us and give the message number.',
    },
    delivered: {
      title: 'Your message is in the club’s mailbox',
      text: 'It is waiting for somebody to deal with it.',
    },
    taken: { title: 'Somebody is dealing with your message', text: 'A person at the club has read it.' },
    contacted: {
      title: 'We have contacted you',
      text: 'If this is not true and nobody has contacted you, call or tell us below.',
    },
    contactedAfterAll: {
      title: 'We have contacted you',
      text: 'If this is not true and nobody has contacted you, call us.',
    },
    withdrawn: {
      title: 'We know that you do not need it any more',
      text: 'Have you changed your mind? Call or write to us again.',
    },
    closed: {
      title: 'The matter is closed',
      text: 'Do you need anything else? Call or write to us again.',
    },
  },
  tried: (count) => ({
    title: `We have tried to contact you${count === 1 ? '' : ` ${count} times`}`,
    text: 'We have not reached you yet. You can also call us or give another number.',
  }),
  promise: (moment) =>
    `${withFullStop(`We will contact you by ${moment}`)} Unless you are going to come to us: then just come.`,
  noPromise: 'We do not know yet how soon.',
  broken: {
    title: 'We did not keep our word',
    text: (moment) =>
      `We said we would contact you by ${moment}, and we did not. It is our fault, not yours. You can call or come.`,
  },
  withdrawn: (moment) => withFullStop(`We were told that you do not need it any more: ${moment}`),
  nobodyCalled: (moment) => withFullStop(`We were told that nobody has contacted you: ${moment}`),
  history: {
    title: 'What happened, step by step?',
    received: 'We accepted the message',
    delivered: 'It reached the club’s mailbox',
    taken: 'Somebody at the club started dealing with it',
    tried: 'We tried to contact you',
    contacted: 'We contacted you',
    closed: 'We closed the matter',
  },
  actions: {
    title: 'Do you want to add something?',
    phone: {
      summary: 'I have another telephone number',
      text: 'The staff will see the new number beside what they have. You can also call us.',
      label: 'New telephone number',
      errors: {
        missing: 'Type a telephone number.',
        words: 'Check the number. Leave only digits here.',
        'two-numbers': 'Check the number. Type one here. You can send the other afterwards in the same way.',
        extension: 'Check the number. Leave only the number here. Tell us the extension by telephone.',
      },
      button: 'Send the new number',
    },
    'nobody-called': {
      summary: 'Nobody has contacted me',
      text: 'We will tell the staff of the club. You can send this once.',
      button: 'Send: nobody has contacted me',
    },
    withdraw: {
      summary: 'I do not need it any more',
      text: 'We will send the staff an e-mail about it. If you change your mind, call or write to us again.',
      button: 'Send: I do not need it any more',
    },
    moved: 'Do you live in another place now? Call and tell us:',
  },
  done: {
    phone: {
      added: 'We have the new number. The staff of the club will see it.',
      already: 'We have this number already.',
      'too-many': 'We have several numbers already and will not save more. Call and give this number.',
    },
    withdraw: {
      added: 'We will tell the staff that you do not need it any more. Thank you for telling us.',
      already: 'We know this already. Thank you.',
      'too-many': 'We know this already. Thank you.',
    },
    'nobody-called': {
      added: 'We will tell the staff that nobody has contacted you.',
      already: 'We already know this, and so do the staff.',
      'too-many': 'We know this already, and so do the staff.',
    },
  },
};
