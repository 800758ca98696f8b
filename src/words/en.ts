import { enProgress } from './en-progress.ts';
import { counted, monthInDate, timeWithColon, weekdayNames } from './intl.ts';
import { bindUnits, mapTexts, withFullStop } from './typography.ts';
import type { Words } from './words.ts';

const tag = 'en';

const since = (day: string | undefined): string => (day === undefined ? '' : ` since ${day}`);

/** The amount comes in Polish notation: `9,50`. */
const withPoint = (amount: string): string => amount.replace(',', '.');

const controlCharacters =
  'There is a character here that cannot be seen. Delete this word and type it again.';

const weekdays = weekdayNames(tag);

const onWeekday = (weekday: keyof typeof weekdays): string => `on ${weekdays[weekday]}`;

const texts: Words = {
  tag,
  locale: 'en_GB',
  languageName: 'English',
  page: {
    skipToContent: 'Skip to main text',
    home: 'Home page',
    menu: 'Menu',
    mainNavigation: 'Main menu',
    languages: 'Languages',
    whatNow: 'What can you do now?',
    call: 'Call',
    come: 'Come',
    write: 'Write to us',
    checked: (day) => `Checked: ${day}`,
    address: 'Address',
    country: 'Poland',
    hours: 'Opening hours',
    phone: 'Telephone',
    secondPhone: 'Second telephone',
    extension: (number) => `(extension ${number})`,
    email: 'E-mail',
    parent: 'Institution',
    parentWebsite: 'Website of the institution',
    publicBulletin: (short) => `Public Information Bulletin (${short})`,
    deliveryAddress: 'Address for official electronic letters',
    registerNumber: 'Number in the register of clubs kept by the regional governor',
    accessibilityCoordinator: 'Accessibility coordinator',
    website: 'Website',
    accessibilityStatement: 'Accessibility statement',
    privacy: 'Privacy',
    siteMap: 'Site map',
    onThisPage: 'On this page',
    law: 'Legal basis',
    links: 'Help at once, links',
    news: 'News',
    noNews: 'There is no news now.',
    newsPage: (number) => `News, page ${number}`,
    newsPages: 'Pages of news',
    newerNews: 'Newer news',
    olderNews: 'Older news',
    feed: 'News feed (Atom)',
    pictureAlt: 'A lit window, somebody in it waves. Beside it the name of the club.',
    latestNews: 'What is new?',
    notice: 'Important',
    noticeDays: (first, last) => (first === last ? `On ${first}` : `From ${first} to ${last}`),
    publishedOn: (day) => `Published: ${day}`,
    currentUntil: (day) => `Valid until: ${day}`,
    backToNews: 'All news',
    draft: 'Draft. This page is only in the preview.',
    editFile: (file) => `File of this page: ${file}`,
    unconfirmed: 'The club has not confirmed these details yet. Call before you come.',
    notConfirmedYet: 'The club has not confirmed these hours yet.',
    unconfirmedMark: '(call first)',
    hoursUnconfirmed: 'The club has not confirmed these hours yet. Call before you come.',
    toBeCompleted: 'To be completed by the club',
    easyText: 'In simple words',
    buildingUnknown:
      'We do not know yet if there is a lift, an entrance for wheelchairs or a car park. Ask by telephone:',
    doors: 'What do you need?',
    mapLink: 'Show on a map:',
    days: counted(tag, { one: 'day', other: 'days' }),
  },
  wideTable: 'Table that moves sideways',
  translation: {
    invitation: 'This site is in English too. You can call us:',
    inPolish: '(in Polish)',
    polishPage: 'This page is in Polish',
    stale: (day) =>
      day === undefined
        ? 'The Polish page is newer. Something may have changed. Call:'
        : `${withFullStop(`The Polish page is newer: it was changed on ${day}`)} Something may have changed. Call:`,
    mayHaveChanged: 'This may have changed. Call:',
    toPolishPage: 'Open the Polish page',
    unconfirmed: 'Nobody who knows both languages has checked this translation yet.',
  },
  hours: {
    day: 'Day',
    open: 'Hours',
    closed: 'closed',
    weekdays,
    shortWeekdays: { 1: 'Mon', 2: 'Tue', 3: 'Wed', 4: 'Thu', 5: 'Fri', 6: 'Sat', 7: 'Sun' },
    untilWeekdays: weekdays,
    caption: 'Opening hours in an ordinary week',
    to: '–',
    time: timeWithColon,
    atTime: (time) => time,
    comingDays: 'Coming days with different hours',
    noComingDays: 'There are no such days soon.',
    byAppointment: 'by appointment only',
    onWeekdays: {
      1: onWeekday(1),
      2: onWeekday(2),
      3: onWeekday(3),
      4: onWeekday(4),
      5: onWeekday(5),
      6: onWeekday(6),
      7: onWeekday(7),
    },
    fromTo: (first, last) => `from ${first} to ${last}`,
    deviation: {
      closed: (days, reason) => `The club is closed ${days} (${reason}).`,
      'by-appointment': (days, reason) =>
        `The club is open ${days} by appointment only (${reason}). Call first.`,
      shortened: (days, reason, hours) => `The club has shorter hours ${days}: ${hours} (${reason}).`,
      longer: (days, reason, hours) => `The club has other hours ${days}: ${hours} (${reason}).`,
    },
    openNow: (until) => `Open now, until ${until}.`,
    closedNow: (days, from, reason) =>
      `Closed now${reason === undefined ? '' : ` (${reason})`}. We open ${days} at ${from}.`,
    closedNowToday: (from) => `Closed now. We open today at ${from}.`,
    calling: {
      now: 'You do not want to wait? Call.',
      today: (from) => `The club is closed now. Call today from ${from}.`,
      on: (day, from) => `The club is closed now. Call ${day} from ${from}.`,
    },
    holidays: {
      'new-year': 'New Year’s Day',
      epiphany: 'Epiphany',
      'easter-sunday': 'Easter Sunday',
      'easter-monday': 'Easter Monday',
      'labour-day': 'Labour Day',
      'constitution-day': 'Constitution Day',
      pentecost: 'Pentecost',
      'corpus-christi': 'Corpus Christi',
      assumption: 'Assumption Day',
      'all-saints': 'All Saints’ Day',
      'independence-day': 'Polish Independence Day',
      'christmas-eve': 'Christmas Eve',
      'christmas-day': 'Christmas Day',
      'second-christmas-day': 'second day of Christmas',
    },
    calendar: 'Save the hours in your calendar',
    card: 'Save us in the contacts of your phone',
    calendarName: 'Opening hours of the club',
    calendarOpen: 'The club is open',
    calendarClosed: 'Club closed',
    calendarOpenDifferently: (spans) => `Club open ${spans}`,
    calendarByAppointment: 'Club: by appointment only',
  },
  law: {
    statuses: {
      'in-force': (day) => `in force${since(day)}`,
      amended: (day) => `in force with changes${since(day)}`,
      repealed: (day) => `no longer in force${since(day)}`,
      'deemed-repealed': (day) => `no longer in force: deemed repealed${since(day)}`,
      'not-yet': () => 'not in force yet',
    },
    status: 'Status',
    published: 'Published',
    consolidated: 'Consolidated text (the act with its changes)',
    replacedBy: 'New act',
    formerly: 'The club’s old website said',
    checkedOn: (day) => `Law checked: ${day}`,
    readInIsap: 'Read it in the Sejm’s database of legal acts:',
    basedOn: 'Which law is this page based on?',
    unchecked: (day) => `last checked ${day}`,
    overdue: (day) =>
      `${withFullStop(`We have not checked this since ${day}`)} Ask us if anything has changed.`,
  },
  amounts: {
    current: (amount, day) => `${withPoint(amount)} zlotys an hour${since(day)}`,
    unknownToday: 'We do not know today’s rate.',
    history: (amount, year) => `In ${year} it was ${withPoint(amount)} zlotys an hour.`,
    source: 'Source:',
    confirmed: (role, day) => withFullStop(`Confirmed: ${role}, ${day}`),
    ask: 'Ask what it is now:',
    tableCaption: 'How much it is a month',
    hoursInMonth: 'Hours a month',
    money: 'Money',
    hoursCount: counted(tag, { one: 'hour', other: 'hours' }),
    zloty: (amount) => `${withPoint(amount)} zlotys`,
  },
  easy: {
    openOn: (weekday, spans) =>
      `${weekday}: ${spans.map(({ from, to }) => `from ${from} to ${to}`).join(' and ')}.`,
    closedOn: (weekday) => `${weekday}: closed.`,
    tried: (day) => `People this text is written for have tested it: ${day}`,
    untried: 'The people this text is written for have not tested it yet.',
    signFilm: 'Film about the club in Polish Sign Language',
  },
  search: {
    title: 'Search the site',
    titleFor: (question) => `Search: ${question}`,
    label: 'What are you looking for?',
    button: 'Search',
    empty: 'Type one or a few words, for example: social worker.',
    cut: (question) => `This is a long question. We search only for its beginning: “${question}”.`,
    results: (count) => `Results: ${count}`,
    nothing: (question) => `There is nothing here about: “${question}”`,
    tryOther: 'Type other words, or call and we will tell you:',
    needs: 'Perhaps something here fits:',
  },
  letters: {
    formIsContact: 'The form is for contact. It is not an official letter.',
    ask: 'Do you want to hand in an official letter? Ask how to do it:',
    deliver: 'Do you have a mailbox for official electronic letters? You can send a letter to:',
  },
  links: { noAddress: 'Other places from the club’s old website. We do not know their addresses. Ask us.' },
  helplines: {
    months: (first, last) => `from ${monthInDate(tag, first)} to ${monthInDate(tag, last)}`,
    checked: (day) => `checked: ${day}`,
  },
  form: {
    title: 'Write to us',
    errorPrefix: 'Error:',
    errorSummary: 'Correct this before you send it',
    inWord: (word) => `It is about: “${word}”.`,
    optional: '(you can skip this)',
    length: '3 questions and how to contact you.',
    parts: {
      matter: 'Your matter',
      contact: 'Contact',
      more: 'If you like, add',
    },
    folded: {
      needs: 'What will help when we talk or when you come',
      when: 'and when to contact you',
      hint: 'For example: an interpreter, sign language, an entrance without steps.',
    },
    topic: {
      label: 'What are you writing about?',
      errors: { missing: 'Choose what you are writing about.', unknown: 'Choose from the list.' },
    },
    forWhom: {
      label: 'Who are you writing about?',
      choices: {
        self: { label: 'I am writing about myself' },
        other: {
          label: 'I am writing about somebody else',
          hint: 'For example about a person close to you or in your care.',
        },
      },
      errors: {
        missing: 'Choose if you are writing about yourself or about somebody else.',
        unknown: 'Choose one of the two answers.',
      },
    },
    helper: {
      label: 'Who is writing?',
      hint: 'For example: Anna, shelter. When we contact this person, we will say who told us about them.',
      errors: { 'too-long': 'Shorten it to 100 characters.', 'control-characters': controlCharacters },
    },
    knows: {
      label: 'Does this person know that you are writing to us?',
      choices: { no: { label: 'No, not yet' }, yes: { label: 'Yes' } },
      errors: { unknown: 'Choose one of the two answers or skip this question.' },
    },
    answerTo: {
      label: 'Who should we contact?',
      choices: {
        person: { label: 'This person', hint: 'Then we will tell this person that you are writing to us.' },
        helper: { label: 'Me' },
      },
      errors: { unknown: 'Choose one of the two answers.' },
    },
    slash: ' / ',
    name: {
      label: 'What should we call you?',
      labelForOther: 'What should we call the person you are helping?',
      hint: 'A first name is enough.',
      errors: {
        'too-long': 'Shorten it to 100 characters. A first name is enough.',
        'control-characters': controlCharacters,
      },
    },
    channel: {
      label: 'How should we contact you?',
      labelForOther: 'How should we contact this person?',
      hint: 'Fill in only the field for the way you choose.',
      choices: {
        phone: { label: 'Call me', labelForOther: 'Call this person' },
        sms: { label: 'Send me an SMS', labelForOther: 'Send this person an SMS' },
        email: { label: 'Send me an e-mail', labelForOther: 'Send this person an e-mail' },
        visit: {
          label: 'I will come to the club',
          labelForOther: 'This person will come to the club',
          hint: 'Then we need no number.',
        },
        via: {
          label: 'Through another person or a place',
          hint: 'For example through a shelter, a carer, a neighbour.',
        },
      },
      errors: {
        missing: 'Choose how we should contact you.',
        unknown: 'Choose one of the ways from the list.',
      },
    },
    phone: {
      label: 'Telephone number',
      hint: 'For example 600 100 200. Begin a number from another country with +.',
      errors: {
        missing: 'Type a telephone number or choose another way of contact.',
        malformed: 'Check the number. Type it in digits, for example 600 100 200.',
        'too-short':
          'Check the number. It has too few digits. A Polish number has 9 digits, for example 600 100 200.',
        'too-long':
          'Check the number. It has too many digits. A Polish number has 9 digits. Begin a number from another country with +.',
        'no-plus':
          'Check the number. If it is from another country, begin with + and the country code, for example +380 67 123 45 67.',
        'no-area-code': 'Check the number. Two digits are missing at the beginning. In Bytom they are 32.',
        'unknown-country': 'Check the number. After + type the country code. Poland has 48, Ukraine 380.',
        extension: 'Check the number. Leave only the number here. Add the extension in the message.',
        words: 'Check the number. Leave only digits here. Add the rest in the message.',
        'two-numbers': 'Check the number. Leave one here. Add the other in the message.',
      },
    },
    email: {
      label: 'E-mail address',
      hint: 'For example anna@poczta.pl.',
      errors: {
        missing: 'Type an e-mail address or choose another way of contact.',
        malformed: 'Check the address. It should look like anna@poczta.pl. Type only one address.',
        'too-long': 'Check the address: it is too long.',
        'control-characters': controlCharacters,
      },
    },
    via: {
      label: 'Through which person or place can we find you?',
      labelForOther: 'Through which person or place can we find this person?',
      hint: 'Name the person or the place and the telephone number, if you know it. For example: shelter, street.',
      errors: {
        missing:
          'Name the person or place through which we can find you. You can also choose another way of contact.',
        'too-long': 'Shorten it to 200 characters.',
        'control-characters': controlCharacters,
      },
      errorsForOther: {
        missing:
          'Name the person or place through which we can find this person. You can also choose another way of contact.',
      },
    },
    when: {
      label: 'When is the best time to contact you?',
      choices: {
        morning: { label: 'In the morning' },
        midday: { label: 'At midday' },
        afternoon: { label: 'In the afternoon' },
        any: { label: 'Any time' },
      },
      errors: { unknown: 'Choose a time from the list or skip this question.' },
    },
    consents: 'When we contact you',
    voicemail: {
      label: 'You may leave a message on voicemail',
      errors: { unknown: 'Tick this box or leave it empty.' },
    },
    sayKis: {
      label: 'You may give the name of the club',
      to: {
        phone: 'to the person who answers the phone',
        sms: 'in the SMS',
        via: 'to the person through whom you contact me',
      },
      or: 'or',
      hint: 'If you do not agree, we will give it only when we talk to the person we are to contact.',
      errors: { unknown: 'Tick this box or leave it empty.' },
    },
    needs: {
      label: 'What will help you when we talk or when you come?',
      hint: 'Tick what you need. We will tell you what we can provide.',
      choices: {
        'sign-language': { label: 'Sign language' },
        interpreter: { label: 'An interpreter for another language' },
        'step-free': { label: 'An entrance without steps' },
        'large-print': { label: 'Large print' },
        companion: { label: 'I want to come with a person who helps me' },
      },
      errors: { unknown: 'Choose from the list or skip this question.' },
    },
    language: {
      label: 'Which language do you want to talk in?',
      choices: {
        pl: { label: '(Polish)', ownName: { tag: 'pl', name: 'po polsku' } },
        uk: { label: '(Ukrainian)', ownName: { tag: 'uk', name: 'українською' } },
        en: { label: 'English' },
        other: { label: 'another language' },
      },
      errors: { unknown: 'Choose a language from the list or skip this question.' },
    },
    languageName: {
      label: 'Which language is it?',
      errors: { 'too-long': 'Shorten it to 40 characters.', 'control-characters': controlCharacters },
    },
    message: {
      label: 'What do you want to tell us?',
      hint: 'You can write in your own language. At most 2000 characters.',
      errors: {
        'too-long': 'Shorten the message to 2000 characters. You can tell us the rest when we talk.',
        'control-characters': controlCharacters,
      },
    },
    whatToWrite: {
      title: 'You do not have to explain yourself',
      text: (number) =>
        `One sentence is enough, for example: “I want to come to the classes”. Do not give your ${number} number, and talk about health or a conviction at the club, if you want.`,
    },
    honeypot: 'This field is for robots, do not type anything here',
    dataText: 'The staff of the club will read your message. We will use it to make contact.',
    dataPeriod: (days, last) =>
      `The site will delete its text ${days} after we close your matter. If nobody closes it: ${last} after it was sent. The e-mail may stay longer in the club’s mailbox.`,
    dataLink: 'More about your data',
    send: 'Send',
    sendAgain: 'Send again',
    plain: {
      title: 'What was typed',
      text: 'Nothing is lost, but we have not accepted it yet. Wait a moment and press “Send again”. You can also call.',
      yes: 'yes',
    },
    sendAsNew: 'Send as a new message',
    conflict: (reference) => ({
      title: 'We have this message already, but with another text',
      text: `We have accepted the earlier version. Its number: ${reference}. If you want to send this one too, press “Send as a new message”.`,
    }),
    notices: {
      tokenRefused: {
        title: 'Check it and send it again',
        text: 'The form was open for too long. Nothing is lost: all that was typed is below. We have not accepted it yet. Press “Send again”.',
      },
      unavailable: {
        title: 'The message could not be saved',
        text: 'It is not your fault. We have not accepted the message yet, but all that was typed is below. Try again in a few minutes or call.',
      },
      malformed: {
        title: 'The form could not be read',
        text: 'Some characters arrived damaged. Check the fields below and send it again. You can also call.',
      },
      crossSite: {
        title: 'Check it and send it again',
        text: 'The form came from another website, so we did not accept it. All that was typed is below. If it is your message, press “Send again”.',
      },
      tooLarge: {
        title: 'The message is too long',
        text: 'We could neither accept nor keep it. Write less: a few sentences are enough. You can also call.',
      },
      unsupportedType: {
        title: 'We cannot read this message',
        text: 'It came in a different format from this form. Fill in the form below or call.',
      },
      tooMany: {
        title: 'One more step',
        text: 'Many messages came from this place. We will accept yours too. All that was typed is below. Count to five and press “Send again”.',
      },
    },
  },
  accepted: {
    title: 'Message accepted',
    lead: 'We have your message.',
    referenceLabel: 'Message number:',
    codeLabel: 'Code:',
    keepBoth: 'Write down the number and the code. We show the code for one hour only.',
    keepReference:
      'Write down the number. We no longer show the code here, because an hour has passed. If you do not have it, call and give the number.',
    keepForYourself:
      'When you call, give the number that begins with KIS. The code is only for the person who wrote.',
    receivedAt: (moment) => withFullStop(`Accepted: ${moment}`),
    nextTitle: 'What happens next?',
    next: {
      phone: 'We will call the number in your message.',
      sms: 'We will send an SMS to the number in your message.',
      email: 'We will write to the e-mail address in your message.',
      visit: 'Come when the club is open and give the number of your message.',
      via: 'We will contact you through the person or place in your message.',
    },
    beforeVisit: 'Do you want to ask first when it is best? Call, or ask somebody with a telephone to call.',
    answerBy: (moment) => withFullStop(`We will contact you by ${moment}`),
    answerSoon: 'We do not know yet how soon.',
    staffReads: 'A member of the club’s staff will read your message.',
    follow: 'With the number and the code you can see if somebody is dealing with it:',
    urgentTitle: 'Is it urgent?',
    emergency: 'When life or health is in danger, call',
    writeAgain: 'Write again',
    helplines: 'You can also call these numbers for free:',
    unknownTitle: 'There is no confirmation here',
    unknown:
      'After a form is sent, we show the message number here. If you have a number, we have your message. If you do not know whether it reached us, call.',
    toForm: 'Write to us',
    toHome: 'Back to the home page',
  },
  progress: enProgress,
  privacy: {
    controller: 'Data controller',
    officer: 'Data protection officer (the person who checks how data are used)',
    basis: 'On what basis do we use data?',
    recipients: 'Who do we pass the data to?',
    notGiven: 'The club has not told us this yet.',
  },
  problems: {
    400: {
      title: 'We do not understand this address',
      text: 'The address is damaged. Start from the home page.',
    },
    404: {
      title: 'There is no such page',
      text: 'Perhaps the address has changed or a letter is missing. Start from the home page, or call and we will tell you where to look.',
    },
    405: { title: 'This page does not open in this way', text: 'Open it in your browser again.' },
    408: {
      title: 'It took too long',
      text: 'The connection is slow or was lost. Try again or call.',
    },
    410: {
      title: 'This news is no longer here',
      text: 'It was valid only for some time. See what is valid now.',
    },
    413: {
      title: 'There was too much text',
      text: 'Write less: a few sentences are enough. You can also call.',
    },
    415: { title: 'We cannot read this', text: 'Use the form on our site or call.' },
    421: {
      title: 'This is not the address of this site',
      text: 'Check the address in your browser or call.',
    },
    429: {
      title: 'Wait a moment',
      text: 'Many requests came from this place at once. Try again in a minute.',
    },
    431: {
      title: 'The browser sent too much data',
      text: 'Open the page in a new private window or call.',
    },
    500: {
      title: 'Something went wrong on our side',
      text: 'It is not your fault. Try again in a few minutes or call.',
    },
    503: {
      title: 'The site is not working now',
      text: 'It is not your fault. If you are sending a message: we have not accepted it yet. Try again in a few minutes or call.',
    },
  },
};

/** The words of the English interface. */
export const en: Words = mapTexts(texts, bindUnits);
