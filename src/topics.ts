/** What an enquiry can be about: the topics that the content names, the settings route and the form offers. */
export const topics = ['classes', 'psu', 'advice', 'partner', 'other'] as const;
export type Topic = (typeof topics)[number];
