/** The topics of enquiries, which the content names, the settings route and the form offers. */
export const topics = ['classes', 'psu', 'advice', 'partner', 'other'] as const;
export type Topic = (typeof topics)[number];
