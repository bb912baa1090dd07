/** Nations of the United Kingdom by their bank holidays, as gov.uk divides them. */
export type Nation = 'england-and-wales' | 'scotland' | 'northern-ireland';
